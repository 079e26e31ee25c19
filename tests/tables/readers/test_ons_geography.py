import pytest

from evidence.errors import InputError
from evidence.tables.readers import ons_geography


def test_old_wards(extract, meets):
    frame = ons_geography.lsoa11_ward19(extract("lsoa11_ward19.csv"))
    meets(frame, "lsoa11_ward19")
    found = frame.set_index("lsoa_code").loc["E01015705"]
    assert (found["ward_code"], found["ward_name"]) == ("E05002194", "Biscot")
    assert frame["lsoa_code"].str.startswith("E").all()  # the extract holds a Welsh row too
    assert len(frame) == 2


def test_new_wards(extract, meets):
    frame = ons_geography.lsoa21_ward24(extract("lsoa21_ward24.csv"))
    meets(frame, "lsoa21_ward24")
    found = frame.set_index("lsoa_code").loc["E01015705"]
    assert (found["ward_code"], found["ward_name"]) == ("E05014736", "Beech Hill")
    assert found["authority_code"] == "E06000032"


def test_what_became_of_small_areas(extract, meets):
    frame = ons_geography.lsoa11_lsoa21(extract("lsoa11_lsoa21.csv"))
    meets(frame, "lsoa11_lsoa21")
    split = frame.loc[frame["lsoa11_code"].eq("E01015794")]
    assert split["lsoa21_code"].tolist() == ["E01033803", "E01033804", "E01033805"]
    assert set(split["change"]) == {"S"}


def test_authority_codes(extract, meets):
    frame = ons_geography.authority_codes(extract("authority_codes.csv"))
    meets(frame, "authority_codes")
    by_code = frame.set_index("authority_code")
    gone = by_code.loc["E07000031"]
    assert (gone["current_code"], gone["is_current"]) == ("E06000064", False)
    assert by_code.loc["E07000110", "upper_tier_name"] == "Kent"
    assert by_code.loc[["W06000015"], ["region_code", "region_name"]].isna().all(axis=None)
    assert by_code["is_current"].dtype == bool


def test_regions(extract, meets):
    frame = ons_geography.regions(extract("regions.csv"))
    meets(frame, "regions")
    assert frame.set_index("authority_code").loc["E07000110", "region_name"] == "South East"


@pytest.mark.parametrize(
    ("old", "new", "column"),
    [
        ("E06000064,Westmorland", "../../etc,Westmorland", "LADCD_ACTIVE"),
        ("E12000002", "E06000002", "RGNCD"),
        (",TRUE,E07000110", ",yes,E07000110", "Current"),
        ("E07000110,Maidstone,E07000110", "E07000110,,E07000110", "LADNM"),
    ],
)
def test_a_bad_code_is_refused(extract, rewritten, old, new, column):
    path = rewritten(extract("authority_codes.csv"), old, new)
    with pytest.raises(InputError) as caught:
        ons_geography.authority_codes(path)
    assert column in {item.column for item in caught.value.problems}


def test_a_name_is_kept_as_text_whatever_it_holds(extract, rewritten):
    path = rewritten(extract("regions.csv"), "Maidstone", "<script>alert(1)</script>")
    assert "<script>alert(1)</script>" in ons_geography.regions(path)["authority_name"].tolist()
