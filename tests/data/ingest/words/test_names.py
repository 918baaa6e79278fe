"""Regions, sectors, categories, bases and maturities are known by every spelling the plan lists."""

import pytest

from data.ingest.words.names import choice_of, code_of, index, names_of, spellings, squeeze
from data.plan import TOTAL, plan
from data.plan.coded import Named

KINDS = ("region", "sector", "category", "basis", "maturity")


@pytest.mark.parametrize("kind", KINDS)
def test_every_name_a_person_may_write_means_one_code(kind: str) -> None:
    assert names_of(kind) and all(code_of(kind, name) for name in names_of(kind))
    assert len({code_of(kind, name) for name in names_of(kind)}) == len(names_of(kind))
    assert all(key == squeeze(key) for key in spellings(kind))


@pytest.mark.parametrize(
    ("kind", "text", "code"),
    [
        ("region", " 柳 南 区 ", "450204"),
        ("region", "其中：柳南区", "450204"),
        ("region", "450204", "450204"),
        ("region", "一、柳南区", "450204"),
        ("region", "柳楠区", None),
        ("region", "柳州市柳北区", "450205"),
        ("region", "广西柳州市融水县", "450225"),
        ("region", "广西壮族自治区柳州市", "450200"),
        ("region", "柳州市", "450200"),
        ("sector", "C31", "C31"),
        ("sector", "31", "C31"),
        ("basis", "当量值", "calorific"),
        ("maturity", "快报", "flash"),
        ("maturity", "", None),
    ],
)
def test_spellings(kind: str, text: str, code: str | None) -> None:
    assert code_of(kind, text) == code


def test_squeezing_folds_width_spaces_dashes_and_case() -> None:
    assert squeeze("Ａ—ｂ _ C\u3000d") == "a-bcd"
    assert squeeze("１—９月") == squeeze("1-9月")


def test_a_columns_own_choices_come_first_spelling_first() -> None:
    choices = (Named("yes", "是", "yes", ("Y",)), Named("no", "否", "no", ("Y",)))
    assert [choice_of(choices, text) for text in ("是", "YES", "y", "也许")] == ["yes", "yes", "yes", None]
    assert index(choices)["y"] == "yes"


def test_the_whole_is_written_by_name_not_by_code() -> None:
    assert TOTAL not in names_of("sector") and plan().sectors[TOTAL].name in names_of("sector")
