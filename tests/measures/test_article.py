"""Articles: places are named in sentences as their own councils name them."""

from __future__ import annotations

import pytest

from evidence.measures.article import in_label, in_sentence


# How the bodies name themselves: "the City of London Corporation", "the Isle of Wight Council",
# "the Council of the Isles of Scilly", "East Riding of Yorkshire Council ... the East Riding".
@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("On that day City of London had 33.", "On that day the City of London had 33."),
        ("Isles of Scilly is 1 small area.", "The Isles of Scilly is 1 small area."),
        (
            "It fell. East Riding of Yorkshire follows.",
            "It fell. The East Riding of Yorkshire follows.",
        ),
        ("In Isle of Wight, 5 of 9", "In the Isle of Wight, 5 of 9"),
        (
            "12 of Vale of White Horse's 80 small areas",
            "12 of the Vale of White Horse's 80 small areas",
        ),
        (
            "Kent, Forest of Dean and New Forest",
            "Kent, the Forest of Dean and the New Forest",
        ),
        ("Dots: City of London 786.3, 12", "Dots: the City of London 786.3, 12"),
        ("in Bristol, City of, and in Hart", "in Bristol, and in Hart"),
        ("of Kingston upon Hull, City of's wards", "of Kingston upon Hull's wards"),
        ("Herefordshire, County of has 5", "Herefordshire has 5"),
    ],
)
def test_a_sentence_has_the_name_as_it_is_said(written, said):
    assert in_sentence(written) == said
    # What is said is left as it is.
    assert in_sentence(said) == said


@pytest.mark.parametrize(
    "text",
    [
        "",
        "in Luton",
        "At later prices the Isle of Wight cost is £5.",
        "The City of London has 9 wards.",
        "The small area City of London 001A is in decile 7.",
        "in New Forest East",
        "Telford and Wrekin, Wyre Forest, Cotswold and High Peak",
    ],
)
def test_other_names_stay(text):
    assert in_sentence(text) == text
    assert in_label(text) == text


def test_a_label_keeps_the_plain_name():
    assert in_label("Isle of Wight, mid-2024") == "Isle of Wight, mid-2024"
    assert in_label("on care homes: Isle of Wight, 2019/20") == (
        "on care homes: Isle of Wight, 2019/20"
    )
    assert (
        in_label("modelled in Isle of Wight, mid-2023") == "modelled in the Isle of Wight, mid-2023"
    )
    assert in_label("live in Bristol, City of in mid-2023") == "live in Bristol in mid-2023"
    assert in_label("at home, Bristol, City of, 2024-25") == "at home, Bristol, City of, 2024-25"
