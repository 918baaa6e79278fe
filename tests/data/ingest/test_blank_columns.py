"""What a column of a blank workbook says: star, format, check, hint, meaning and words."""

import pytest

from data.ingest.blank_columns import (
    LISTS,
    PROMPT,
    allowed_words,
    format_of,
    heading_of,
    meaning_of,
    must_be_filled,
    options_of,
    rule_of,
)
from data.plan import plan
from data.plan.model import Column


def column(template: str, field: str) -> Column:
    """A column of the plan."""
    found = plan().templates[template].column(field)
    assert found is not None
    return found


def test_the_star_stands_at_what_must_be_filled_and_nowhere_else() -> None:
    for template in plan().templates.values():
        for each in template.columns:
            starred = heading_of(each).startswith("*")
            assert starred == (each.required and each.default is None) == must_be_filled(each)
    assert heading_of(column("S1", "energy_tce")) == "*综合能源消费量（吨标准煤）"
    assert heading_of(column("S1", "sector")) == "行业代码"


@pytest.mark.parametrize(
    ("template", "field", "form"),
    [
        ("S1", "period", "@"),
        ("S2", "credit_code", "@"),
        ("S6", "project_code", "@"),
        ("S1", "sector", "@"),
        ("S15", "task", "@"),
        ("S1", "energy_tce", "#,##0.0###"),
        ("S1", "energy_growth", '0.0##"%"'),
        ("S10", "completeness", '0.0##"%"'),
        ("S18", "award_year", "0"),
        ("S20", "due_year", "0"),
        ("S6", "listed_on", "yyyy-mm-dd"),
    ],
)
def test_the_format_keeps_every_digit(template: str, field: str, form: str) -> None:
    assert format_of(column(template, field)) == form


def test_a_column_offers_its_choices_or_the_lists_of_the_plan() -> None:
    assert options_of(column("S1", "basis")) == [basis.name for basis in plan().bases.values()]
    assert options_of(column("S1", "energy_tce")) == []
    rule = rule_of(column("S1", "basis"), "I")
    assert (rule.type, rule.formula1, rule.errorStyle) == ("list", f"{LISTS}!$I$1:$I$2", None)


def test_numbers_days_and_codes_are_asked_about_and_never_refused() -> None:
    share = rule_of(column("S10", "completeness"), "I")
    assert (share.type, share.formula1, share.formula2, share.errorStyle) == (
        "decimal",
        "0",
        "100",
        "warning",
    )
    growth = rule_of(column("S1", "energy_growth"), "E")
    assert (growth.formula1, growth.formula2) == ("-100", "1E+15")
    assert rule_of(column("S22", "base_value"), "E").formula1 == "-1E+15"
    assert rule_of(column("S6", "listed_on"), "A").type == "date"
    code = rule_of(column("S2", "credit_code"), "B")
    assert (code.type, code.formula1, code.errorStyle) == ("textLength", "18", "warning")
    free = rule_of(column("S5", "batch"), "B")
    assert free.type is None and not free.showErrorMessage and free.showInputMessage


def test_every_column_has_a_hint_and_a_meaning_in_a_sentence() -> None:
    for template in plan().templates.values():
        for each in template.columns:
            rule, meaning = rule_of(each, "A"), meaning_of(each)
            assert 5 < len(rule.prompt) <= PROMPT and rule.prompt.startswith(("必填。", "选填。"))
            assert meaning.endswith("。") and "；。" not in meaning and len(meaning) > 3
            assert each.help in meaning
    assert "5.6 就是 5.6%" in meaning_of(column("S1", "energy_growth"))
    assert "以吨标准煤计" in meaning_of(column("S1", "energy_tce"))
    assert "不填的按“规上工业”" in meaning_of(column("S1", "sector"))
    assert "不填的按“柳州市”" in meaning_of(column("S5", "region"))
    assert "不填的按“否”" in meaning_of(column("S24", "key_user"))
    assert "不小于 2010" in meaning_of(column("S18", "award_year"))


def test_every_allowed_word_is_told_with_what_it_means() -> None:
    sectors = allowed_words(column("S1", "sector"))
    assert "C31 " in sectors and "规上工业" in sectors
    assert len(sectors.split("、")) >= len(plan().sectors)
    assert allowed_words(column("S1", "maturity")) == "、".join(options_of(column("S1", "maturity")))
    assert allowed_words(column("S1", "energy_tce")) == ""
