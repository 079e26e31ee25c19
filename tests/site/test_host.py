from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from evidence.site import host


@pytest.mark.parametrize(
    ("address", "outside"),
    [
        ("https://cdn.example/x.js", True),
        ("HTTP://cdn.example/x.js", True),
        ("//cdn.example/x.js", True),
        ("_static/evidence.js", False),
        ("../_static/evidence.css?v=1", False),
        ("", False),
    ],
)
def test_outside_addresses(address: str, outside: bool) -> None:
    assert host.is_outside(address) is outside


def test_other_hosts_are_dropped_with_a_warning(monkeypatch: pytest.MonkeyPatch) -> None:
    warned: list[Any] = []
    monkeypatch.setattr(host._LOGGER, "warning", lambda *args, **kwargs: warned.append(args))
    own, other = SimpleNamespace(filename="_static/a.js"), SimpleNamespace(filename="//b/c.js")
    inline = SimpleNamespace(filename=None)
    context = {"script_files": [own, other, inline], "css_files": ["https://b/d.css"]}
    host.refuse_other_hosts(None, "page", "page.html", context, None)  # type: ignore[arg-type]
    assert context == {"script_files": [own, inline], "css_files": []}
    assert [args[2] for args in warned] == ["//b/c.js", "https://b/d.css"]
