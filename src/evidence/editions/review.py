"""A review is one report of a proposed change: what moves for a reader, why, and which gates hold.

It is told in Markdown for people and in JUnit's XML for machines. Equal changes give equal reports:
it knows no clock.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

from junitparser import Failure, JUnitXml, Skipped, TestCase, TestSuite

from evidence.editions import account
from evidence.editions.change import HAPPENED, NAMES, TIERS, Change, Difference

MOST = 100
"""The most changes that are told one by one: a summary has to be read, and has a largest size."""

_MARKS = re.compile(r"([\\`*_{}\[\]#|~])")
_LONGEST = 400
_CONTROL = re.compile(r"[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True)
class Gate:
    """A check of the proposed state: what is wrong, or why it was not tried."""

    name: str
    faults: tuple[str, ...] = ()
    skipped: str = ""

    @property
    def outcome(self) -> str:
        """How it ended, in a word."""
        return "failed" if self.faults else "not tried" if self.skipped else "passed"


@dataclass(frozen=True)
class Review:
    """What a change does: ``difference`` is None, and ``unread`` says why, where it is not known.

    ``edited`` names the pages whose notebooks differ at all.
    """

    base: str
    head: str
    difference: Difference | None
    edited: tuple[str, ...]
    gates: tuple[Gate, ...]
    unread: str = ""

    @property
    def failed(self) -> list[Gate]:
        """The gates that do not hold."""
        return [gate for gate in self.gates if gate.faults]

    def markdown(self) -> str:
        """Return the report for people; text of pages is escaped, whoever wrote it."""
        parts = [
            f"# Review of {_md(self.base)}..{_md(self.head)}",
            "",
            *self._gates(),
            "",
            *self._pages(),
            *self._changes(),
        ]
        return "\n".join(parts).rstrip() + "\n"

    def junit(self) -> bytes:
        """Return the report for machines: a case for each gate and for each page that changes."""
        whole = JUnitXml("review")
        gates = TestSuite("gates")
        for gate in self.gates:
            case = TestCase(gate.name, "gates")
            if gate.faults:
                case.result = [Failure(_xml("\n".join(gate.faults)), "gate")]
            elif gate.skipped:
                case.result = [Skipped(_xml(gate.skipped))]
            gates.add_testcase(case)
        whole.add_testsuite(gates)
        pages = TestSuite("pages")
        for page in self._named():
            case = TestCase(_xml(page), "pages")
            lines = [_line(change) for change in self._of(page)]
            case.system_out = _xml(
                "\n".join(lines) or "the notebook differs, no number or word does"
            )
            pages.add_testcase(case)
        whole.add_testsuite(pages)
        whole.update_statistics()
        content: bytes = whole.tostring()
        return content

    def _of(self, page: str) -> list[Change]:
        changes = self.difference.changes if self.difference else ()
        return [change for change in changes if change.page == page]

    def _named(self) -> list[str]:
        changes = self.difference.changes if self.difference else ()
        return sorted({*self.edited, *(change.page for change in changes if change.page)})

    def _gates(self) -> Iterator[str]:
        yield from ("| gate | outcome |", "| --- | --- |")
        for gate in self.gates:
            note = f" ({_md(gate.skipped)})" if gate.skipped and not gate.faults else ""
            yield f"| {_md(gate.name)} | {gate.outcome}{note} |"
        for gate in self.failed:
            yield from ("", f"**{_md(gate.name)}** failed:", "")
            for fault in gate.faults[:MOST]:
                yield f"- {_md(fault)}"
            if len(gate.faults) > MOST:
                yield f"- and {len(gate.faults) - MOST:,} more"

    def _pages(self) -> Iterator[str]:
        yield from ("## Pages", "")
        if self.unread:
            yield from (f"What changed cannot be told: {_md(self.unread)}", "")
        names = self._named()
        if not names:
            yield from ("No page changes.", "")
            return
        yield from (
            "| page | findings | figures | why |",
            "| --- | --- | --- | --- |",
        )
        for page in names:
            changes = self._of(page)
            kinds = account.kinds(tuple(cause for change in changes for cause in change.causes))
            why = kinds or ("not known" if self.unread else "the notebook alone")
            row = [_md(page), _counted(changes, "claim"), _counted(changes, "figure"), _md(why)]
            yield f"| {' | '.join(row)} |"
        yield ""

    def _changes(self) -> Iterator[str]:
        changes = list(self.difference.changes) if self.difference else []
        for tier, title in TIERS.items():
            told = [change for change in changes[:MOST] if change.tier == tier]
            if told:
                yield from (f"## {title[0].upper()}{title[1:]}", "")
                for change in told:
                    yield from _told(change)
                yield ""
        if len(changes) > MOST:
            yield f"And {len(changes) - MOST:,} more changes: `evidence diff` tells them all."


def _counted(changes: Sequence[Change], kind: str) -> str:
    counts = Counter(change.change for change in changes if change.kind == kind)
    return ", ".join(f"{counts[one]} {one}" for one in HAPPENED if counts[one]) or "none"


def _told(change: Change) -> Iterator[str]:
    where = f" on {_md(change.page)}" if change.page else ""
    yield f"- **{change.change} {NAMES[change.kind]}** {_md(change.id)}{where}"
    if change.old and change.old != change.new:
        yield f"  - was: {_md(change.old)}"
    if change.new and change.old != change.new:
        yield f"  - is: {_md(change.new)}"
    for number in change.numbers:
        yield f"  - {_md(account.number_line(number))}"
    if change.causes:
        yield f"  - why: {_md(account.why(change.causes))}"


def _line(change: Change) -> str:
    why = f" ({account.why(change.causes)})" if change.causes else ""
    return (
        f"{change.change} {NAMES[change.kind]} {change.id}: {change.old!r} -> {change.new!r}{why}"
    )


def _md(text: str) -> str:
    """Return text of anybody's as Markdown that shows it and does nothing else."""
    line = " ".join(text.split())
    line = line if len(line) <= _LONGEST else f"{line[:_LONGEST]}…"
    return _MARKS.sub(r"\\\1", escape(line, quote=False)).replace("@", "&#64;")


def _xml(text: str) -> str:
    return _CONTROL.sub("�", text)
