"""The table has every setting and every limit, each with its words."""

from dataclasses import fields

import pytest

from data.ingest.limits import Limits as OfIngest
from data.settings import catalogue
from pages.documents.limits import Limits as OfPictures
from queries.free.limits import Limits as OfSql


@pytest.mark.parametrize(
    ("section", "limits"), [("limits", OfIngest), ("sql", OfSql), ("pictures", OfPictures)]
)
def test_the_table_has_every_limit_with_its_default(section: str, limits: type[object]) -> None:
    told = {name.partition(".")[2]: row for name, row in catalogue.rows().items() if row.section == section}
    known = {one.name: one.default for one in fields(limits)}  # type: ignore[arg-type]
    assert {name: int(row.default) for name, row in told.items()} == known
    for name, row in told.items():
        assert row.variable == catalogue.LIMITS[section] + name.upper()
