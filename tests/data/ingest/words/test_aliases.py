"""A word that was taught is known inside only, the later one speaks, and what was needed is remembered."""

from data.ingest.words.aliases import Alias, heading_kind, kind_of, meant, taught, told
from data.plan import plan


def test_only_what_was_taught_is_meant_and_remembered() -> None:
    first, second = (
        Alias("region", "鱼峯区", "柳南区"),
        Alias("region", "鱼 峯区", "鱼峰区", "张三", "2026-11-20"),
    )
    assert meant("region", "鱼峯区") == ""
    with told([first, second]) as known:
        assert meant("region", "鱼峯区") == "鱼峰区" and meant("sector", "鱼峯区") == ""
        assert list(known.used.values()) == [second]
    assert meant("region", "鱼峯区") == ""


def test_kinds_say_where_a_word_is_looked_up() -> None:
    s5 = plan().templates["S5"]
    kinds = {column.field: kind_of(s5, column) for column in s5.columns}
    assert (kinds["level"], kinds["region"], kinds["document"]) == ("choice:S5.level", "region", "")
    assert heading_kind("S5") == "heading:S5"


def test_a_taught_word_gives_the_code_of_the_word_it_stands_for() -> None:
    s2 = plan().templates["S2"]
    energy, region, name = (s2.column(field) for field in ("energy", "region", "enterprise"))
    assert energy and region and name
    with told([Alias("choice:S2.energy", "块煤", "原煤"), Alias("region", "鱼峯区", "鱼峰区")]):
        assert (taught(s2, energy, "块煤"), taught(s2, region, "鱼峯区")) == ("raw_coal", "450203")
        assert taught(s2, energy, "鱼峯区") is None and taught(s2, name, "块煤") is None
