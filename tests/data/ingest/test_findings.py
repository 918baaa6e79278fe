"""A finding says what is wrong, where, and how to mend it, in both languages; the catalogue is sound."""

from pathlib import Path

import pytest

from data.ingest import findings
from data.ingest.findings import Finding, Refused, catalogue


@pytest.mark.parametrize("rule", sorted(catalogue()))
def test_every_rule_makes_whole_sentences(rule: str) -> None:
    found = Finding(rule, "表", "B4", "期望", "实际", "字段")
    for lang in ("zh", "en"):
        for text in (found.sentence(lang), found.mend(lang)):
            assert text and "{" not in text and "None" not in text
        assert "B4" in found.message(lang)
    assert found.severity in findings.SEVERITIES
    assert set(found.as_dict()) >= {"rule", "severity", "sheet", "cell", "zh", "en", "mend_zh", "mend_en"}


def test_the_place_is_told_as_far_as_it_is_known() -> None:
    rule = sorted(catalogue())[0]
    assert Finding(rule).where() == "" == Finding(rule).where("en")
    assert (
        Finding(rule, "表").where() == "工作表“表”"
        and Finding(rule, "表", "B4").where("en") == 'sheet "表", cell B4'
    )


def test_an_unknown_rule_is_our_fault_and_a_refusal_carries_its_finding() -> None:
    with pytest.raises(ValueError, match=r"no such rule in findings\.csv: moonshine"):
        Finding("moonshine")
    finding = Finding("damaged", found="XML")
    refusal = Refused(finding)
    assert refusal.finding is finding and str(refusal) == finding.message("zh")


def test_a_broken_catalogue_says_all_its_faults(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "findings.csv"
    path.write_text(
        "rule,severity,zh,en,mend_zh,mend_en\na,loud,{oops},x,x,x\na,stop,x,x,x,x\n", encoding="utf-8"
    )
    monkeypatch.setattr(findings, "CATALOGUE", path)
    catalogue.cache_clear()
    with pytest.raises(ValueError, match=r"severity 'loud'.*a: written twice"):
        catalogue()
    monkeypatch.undo()
    catalogue.cache_clear()
    assert "damaged" in catalogue()
