"""Print what was measured: ours, the stock way, and the ratio; 1 where a limit is not kept."""

from __future__ import annotations

import sys

from benchmarks import every_measure, intervals, pages


def main() -> int:
    """Run every benchmark and say whether the limits that were set are kept."""
    kept = True
    print(f"{'':56}{'ours':>10}{'stock':>10}{'ratio':>8}")
    for name, ours, stock in intervals.measured():
        print(f"{name:56}{ours:>8.2f} s{stock:>8.2f} s{stock / ours:>8.1f}")
        kept &= ours < 1
    name, ours, stock = pages.measured()
    print(f"{name:56}{ours:>8.1f} s{stock:>8.1f} s{stock / ours:>8.1f}")
    name, ours, stock, peak = every_measure.measured()
    print(f"{name:56}{ours:>8.1f} s{stock:>8.0f} s{stock / ours:>8.1f}")
    print(f"{'  peak memory':56}{peak:>7.2f} GB")
    kept &= ours < every_measure.SECONDS and peak < every_measure.GIGABYTES
    print(
        f"limits (1 s a million; {every_measure.SECONDS} s, {every_measure.GIGABYTES} GB for all) "
        f"are {'kept' if kept else 'NOT kept'}"
    )
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
