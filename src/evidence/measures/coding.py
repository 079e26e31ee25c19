"""A coding puts a number for each distinct value of a column: cheap to compare, sort and hold.

A frame for every authority has a million rows and few distinct words in most of its columns.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa

_ROOM = 2**62


@dataclass(frozen=True)
class Coding:
    """``words`` holds each distinct value of a column once, ``codes`` the place of each row's."""

    codes: npt.NDArray[np.int32]
    words: Any

    @classmethod
    def of(cls, column: pd.Series) -> Coding:
        """Code a column; values that are missing are one value."""
        if not isinstance(column.dtype, pd.StringDtype):
            codes, words = pd.factorize(column.to_numpy(), use_na_sentinel=False)
            return cls(codes.astype(np.int32), words)
        coded = pa.array(column.array).dictionary_encode(null_encoding="encode")
        if isinstance(coded, pa.ChunkedArray):
            coded = coded.combine_chunks()
        return cls(coded.indices.to_numpy(), pd.array(coded.dictionary, dtype=column.dtype))

    @classmethod
    def joined(cls, parts: Sequence[Coding]) -> Coding:
        """Put the codings of columns that stand one below another together into one."""
        every = cls.of(pd.concat([pd.Series(part.words) for part in parts], ignore_index=True))
        ends = np.cumsum([len(part.words) for part in parts])[:-1]
        places = np.split(every.codes, ends)
        codes = [own[part.codes] for own, part in zip(places, parts, strict=True)]
        return cls(np.concatenate(codes), every.words)

    def ranks(self) -> npt.NDArray[np.int32]:
        """Give for each row the place of its value among the sorted ones."""
        places = np.empty(len(self.words), dtype=np.int32)
        places[self.words.argsort()] = np.arange(len(self.words), dtype=np.int32)
        return places[self.codes]

    def column(self, rows: npt.NDArray[np.intp]) -> Any:
        """Give the values of some rows, in their order, as an array of the column's type."""
        return self.words.take(self.codes[rows])


def in_one_piece(column: pd.Series) -> Any:
    """Give a column's array, its texts in one piece.

    Texts put together lie in as many pieces as they came in, and to take rows out of many pieces
    costs many times as much as out of one.
    """
    if isinstance(column.dtype, pd.StringDtype):
        pieces = pa.array(column.array)
        if isinstance(pieces, pa.ChunkedArray):
            return pd.array(pieces.combine_chunks(), dtype=column.dtype)
    return column.array


def numbered(codings: Iterable[Coding], rows: int) -> npt.NDArray[np.int64]:
    """Give for each row a number that two rows share only where all of their values are equal."""
    numbers, room = np.zeros(rows, dtype=np.int64), 1
    for coding in codings:
        distinct = max(len(coding.words), 1)
        if room * distinct > _ROOM:
            numbers, found = pd.factorize(numbers)
            room = len(found)
        numbers = numbers * distinct + coding.codes
        room *= distinct
    return numbers
