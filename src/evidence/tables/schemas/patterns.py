"""Patterns of the codes that name areas, each to be matched from end to end.

Digits are spelt out: a pattern of any digit would let other alphabets' digits in.
"""

from __future__ import annotations

LSOA = r"E01[0-9]{6}"
LSOA_EW = r"[EW]01[0-9]{6}"
WARD = r"E05[0-9]{6}"
WARD_EW = r"[EW]05[0-9]{6}"
AUTHORITY = r"E0[6-9][0-9]{6}"
AUTHORITY_EW = r"(?:E0[6-9]|W06)[0-9]{6}"
AUTHORITY_UK = r"(?:E0[6-9]|E10|W06|S12|N09)[0-9]{6}"
REGION = r"E12[0-9]{6}"
COUNTRY = r"[ENSW]92[0-9]{6}"
ENGLISH_AREA = r"(?:E0[6-9]|E10|E12|E92)[0-9]{6}"
GSS = r"[EWSNK][0-9]{8}"
CLAIM = r"[a-z0-9]+(?:-[a-z0-9]+)*"
AGES = r"[0-9]{1,2}(?:-[0-9]{1,2}|\+)"
