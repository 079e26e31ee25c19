"""A document is a JSON file of an edition, read strictly, since somebody may have edited it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from evidence.errors import InputError, Problem, suggestion

T = TypeVar("T")


def read(kind: type[T], content: bytes, shown: str, *, called: str, known: Iterable[str]) -> T:
    """Read the bytes of the file that messages call ``shown`` as ``kind``.

    Raises InputError with every fault; ``called`` is what messages call such a document, ``known``
    the keys that an unknown one may have been meant for.
    """
    try:
        given = json.loads(content.decode("utf-8"), object_pairs_hook=_once)
        return TypeAdapter(kind).validate_python(given)
    except ValidationError as error:
        problems = [
            _problem(shown, dict(fault), known) for fault in error.errors(include_url=False)
        ]
    except (ValueError, RecursionError) as error:
        problems = [Problem(shown, f"is not {called}: {error}", "take it from git anew")]
    raise InputError(f"{len(problems)} problem(s) in {called}", problems)


def _once(pairs: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    held: dict[str, Any] = {}
    for key, value in pairs:
        if key in held:
            raise ValueError(f"key {key!r} stands twice")
        held[key] = value
    return held


def _problem(shown: str, fault: dict[str, Any], known: Iterable[str]) -> Problem:
    where = ".".join(str(part) for part in fault["loc"])
    if fault["type"] == "extra_forbidden":
        meant = suggestion(str(fault["loc"][-1]), known)
        return Problem(shown, f"key {where!r} is unknown{meant}")
    message = str(fault["msg"]).removeprefix("Value error, ")
    message = message[0].lower() + message[1:]
    return Problem(shown, f"key {where!r}: {message}" if where else message)
