"""What a coded thing of the plan says of itself: its label in each language, and the days of its life."""

import datetime

import pytest

from data.plan.coded import Dated, Named, Region, Task, Unit


def test_a_label_is_short_in_chinese_and_english_when_asked() -> None:
    named = Named("450204", "柳南区人民政府", "Liunan", ("柳南",), "柳南区")
    assert [named.label(), named.label("zh"), named.label("en")] == ["柳南区", "柳南区", "Liunan"]
    assert Named("x", "全名", "Name").label() == "全名"


@pytest.mark.parametrize(
    ("since", "until", "day", "alive"),
    [
        ("", "", "2026-01-01", True),
        ("2026-01-01", "", "2025-12-31", False),
        ("2026-01-01", "", "2026-01-01", True),
        ("", "2026-01-01", "2025-12-31", True),
        ("", "2026-01-01", "2026-01-01", False),
    ],
)
def test_a_life_begins_on_its_day_and_ends_before_its_last(
    since: str, until: str, day: str, alive: bool
) -> None:
    life = Dated("a", "甲", "A", valid_from=since, valid_to=until)
    assert life.alive(datetime.date.fromisoformat(day)) is alive


def test_a_region_is_a_summable_county_unless_it_says_otherwise_and_nothing_changes() -> None:
    region = Region("450204", "柳南区", "Liunan")
    assert (region.kind, region.summable) == ("county", True)
    with pytest.raises(AttributeError):
        region.kind = "zone"  # type: ignore[misc]
    assert Task("二(一)1", "任务", "Task").section == "二(一)1"
    assert Unit("吨", "t", "mass", 1.0, ("t",)) == Unit("吨", "t", "mass", 1.0, ("t",))
