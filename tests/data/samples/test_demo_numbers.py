"""Which workbooks of numbers there are: every year and quarter once, titles and places that say so."""

from data.plan import plan
from data.samples import demo_numbers
from data.samples.demo_enterprises import Levels


def test_every_workbook_is_there_once_with_rows(levels: Levels) -> None:
    made = demo_numbers.samples(levels)
    paths = [sample.path for sample in made]
    assert len(set(paths)) == len(paths) and all(sample.rows for sample in made)
    assert {sample.template for sample in made} == {
        "S2",
        "S3",
        "S8",
        "S9",
        "S10",
        "S11",
        "S12",
        "S19",
        "S20",
        "S22",
        "S23",
        "S24",
    }
    first = made[0]
    assert first.path.startswith(f"{first.folder}/{first.template}_") and first.path.endswith(".xlsx")
    assert plan().templates[first.template].name in first.title and first.ending in first.title


def test_quarters_are_told_from_2024_and_duties_from_2021(levels: Levels) -> None:
    waste = {
        year: {
            row["period"] for s in demo_numbers.yearly(year, levels) if s.template == "S12" for row in s.rows
        }
        for year in (2023, 2024)
    }
    assert (len(waste[2023]), len(waste[2024])) == (1, 4)
    assert "S11" not in {sample.template for sample in demo_numbers.yearly(2020, levels)}
