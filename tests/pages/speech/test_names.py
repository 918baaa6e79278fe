"""What has a code in the plan has a name in both languages."""

import re

import pytest

from data.plan import plan
from pages.speech import names
from pages.speech.words import speaking


@pytest.mark.parametrize(
    ("kind", "code", "of", "zh", "en"),
    [
        ("product", "clinker", "", "熟料", "Clinker"),
        ("energy", "raw_coal", "", "原煤", "Raw coal"),
        ("option", "sintering", "S9.process", "烧结", "Sintering"),
        ("product", "nonsense", "", "nonsense", "nonsense"),
        ("energy", "nonsense", "", "nonsense", "nonsense"),
        ("option", "nonsense", "S9.process", "nonsense", "nonsense"),
        ("product", None, "", "", ""),
    ],
)
def test_products_energies_and_options(kind: str, code: str | None, of: str, zh: str, en: str) -> None:
    for tongue, name in (("zh", zh), ("en", en)):
        with speaking(tongue):
            assert names.named(kind, code, of) == name


def test_a_status_that_the_plan_no_longer_knows_is_said_by_its_code() -> None:
    assert names.named("status", "of_another_day") == "of_another_day"


def test_a_section_of_the_plan_is_numbered_as_the_language_numbers() -> None:
    with speaking("zh"):
        assert (names.section("二(四)3"), names.section("方案 一(三)")) == ("二(四)3", "方案 一(三)")
    with speaking("en"):
        assert (names.section("二(四)3"), names.section("方案 一(三)")) == ("2(4)3", "Plan 1(3)")
        assert not re.search("[\u4e00-\u9fff]", "".join(map(names.numbered_task, plan().tasks)))


def test_what_a_row_is_about_is_named_as_its_workbook_names_it() -> None:
    with speaking("zh"):
        told = [
            names.item_of(*pair) for pair in (("S8", "crude_steel"), ("S12", "fly_ash"), ("S4", "nothing"))
        ]
        assert told == ["粗钢", "粉煤灰", "nothing"]
