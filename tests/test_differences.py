"""Known differences between publishers are data, each with its reason and the address where it was read."""

import shutil

import pytest

from oilwatch import catalog
from oilwatch.errors import CatalogError


def test_every_known_difference_has_a_reason_and_a_source():
    """The ministry's figure lies above EIA's, and OPEC's below."""
    found = {row.entity: row for row in catalog.differences()}
    assert found["RUS"].low > 0
    assert found["SAU"].high < 0
    assert all(row.words and row.source_url.startswith("http") for row in found.values())
    assert all(row.series in catalog.series() for row in found.values())


@pytest.mark.parametrize(("old", "new"), [(",-6,-1,", ",-1,-6,"), ("https://", "ftp://"), (",-6,", ",low,")])
def test_a_row_that_breaks_a_rule_is_named(tmp_path, old, new):
    """The file and the row are told."""
    text = (catalog.data_folder() / "differences.csv").read_text(encoding="utf-8")
    assert old in text
    shutil.copytree(catalog.data_folder(), tmp_path / "data", ignore=shutil.ignore_patterns("observations"))
    (tmp_path / "data" / "differences.csv").write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(CatalogError, match=r"differences\.csv, row 2"):
        catalog.differences(tmp_path / "data")
