"""Every number statement from workbooks: met, missed, exactly on the line, and without data."""

from collections.abc import Iterator
from pathlib import Path

import pandas
import pytest

from data.ingest import receive
from queries import ask
from tests.support.statement_rows import CODES, WORKBOOKS
from tests.support.workbooks import Row, filled_blank

# statement: period, sector, item, then the status of the four places (None: no row at all)
CASES: dict[str, tuple[str, str, str, tuple[str | None, str | None, str | None, str | None]]] = {
    "T02": ("2025", "TOTAL", "", ("achieved", "missed", "missed", "insufficient")),
    "T03": ("2025", "C31", "", ("not_assigned",) * 4),
    "T07": ("2025", "TOTAL", "caustic_soda", ("achieved", "behind", "achieved", None)),
    "T08": ("2025", "TOTAL", "", ("achieved", "behind", "achieved", "insufficient")),
    "T09": ("2025", "TOTAL", "caustic_soda", ("achieved", "behind", "behind", "too_early")),
    "T14": ("2025", "TOTAL", "", ("achieved", "behind", "behind", "insufficient")),
    "T15": ("2025", "TOTAL", "", ("achieved", "behind", "behind", "insufficient")),
    "T17": ("2025", "TOTAL", "", ("achieved", "missed", "achieved", "insufficient")),
    "T18": ("2025", "TOTAL", "", ("achieved", "far_behind", "achieved", "not_applicable")),
    "T24": ("2025", "TOTAL", "", ("achieved", "missed", "achieved", "insufficient")),
    "T26": ("2025", "TOTAL", "", ("achieved", "missed", "achieved", "insufficient")),
    "T27": ("2025", "TOTAL", "", ("achieved", "missed", "missed", "insufficient")),
    "T29": ("2025", "TOTAL", "", ("achieved", "missed", "achieved", None)),
    "T30": ("2025", "TOTAL", "", ("achieved", "missed", "achieved", None)),
    "T32": ("2025", "TOTAL", "", ("achieved", "behind", "behind", "insufficient")),
    "T34": ("2024", "TOTAL", "", ("achieved",) * 4),
}


@pytest.fixture(scope="module")
def published_store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """All the workbooks published as one generation."""
    path = tmp_path_factory.mktemp("statements")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PEAK_STORE", str(path))
        ask.forget()
        books = [(filled_blank(t, rows()), f"{t}.xlsx") for t, rows in WORKBOOKS.items()]
        late = ["补报基期以前各年" if name == "S3.xlsx" else "" for _, name in books]
        receive.accept_many(books, "测试", reasons=late)
        yield path
        ask.forget()


def of(statement: str, region: str, period: str, sector: str = "TOTAL", item: str = "") -> Row | None:
    name = "item_progress_by_indicator" if item else "progress_by_indicator"
    more = {"item": item} if item else {}
    frame = ask.ask(name, statement=statement, region=region, period=period, sector=sector, **more)
    rows: list[Row] = frame.to_dict("records")
    assert len(rows) < 2
    return rows[0] if rows else None


@pytest.mark.parametrize("statement", CASES)
@pytest.mark.parametrize("place", (0, 1, 2, 3), ids=("met", "missed", "line", "silent"))
def test_status(published_store: Path, statement: str, place: int) -> None:
    period, sector, item, expected = CASES[statement]
    row = of(statement, list(CODES.values())[place], period, sector, item)
    if expected[place] is None:
        assert row is None
        return
    assert row is not None
    assert row["status"] == expected[place]
    if expected[place] in ("insufficient", "not_applicable"):
        assert pandas.isna(row["value"]) or pandas.isna(row["target"])
    elif expected[place] == "not_assigned":
        assert pandas.isna(row["target"]) and pandas.isna(row["verdict"])
    else:
        assert pandas.notna(row["value"])


def test_the_numbers_behind_the_statuses(published_store: Path) -> None:
    for statement, region, period, value, target in (
        ("T02", "450202", "2025", 5.0, 0.0),
        ("T02", "450204", "2025", 0.0, 0.0),
        ("T08", "450204", "2025", 43.0, 37.0),
        ("T14", "450202", "2025", 40.0, 50.0),
        ("T15", "450203", "2025", 5.0, 6.0),
        ("T17", "450203", "2025", 1000.5, 1000.0),
        ("T18", "450203", "2025", 50.0, 100.0),
        ("T24", "450204", "2025", 90.0, 90.0),
        ("T26", "450203", "2025", 50.0, 100.0),
        ("T27", "450204", "2025", 30.0, 30.0),
        ("T29", "450204", "2025", 110.0, 110.0),
        ("T30", "450203", "2025", 88.1, 88.0),
        ("T06", "450206", "2020", 0.0995, None),
    ):
        row = of(statement, region, period)
        assert row is not None, statement
        assert row["value"] == pytest.approx(value, abs=1e-9), statement
        assert pandas.isna(row["target"]) if target is None else row["target"] == pytest.approx(target), (
            statement
        )
        assert row["grade"] == "official"


@pytest.mark.parametrize(
    ("region", "period", "status"),
    (
        ("450206", "2020", "achieved"),
        ("450222", "2025", "achieved"),
        ("450223", "2019", "too_early"),
        ("450224", "2025", "too_early"),
        ("450206", "2014", "too_early"),
    ),
)
def test_peak(published_store: Path, region: str, period: str, status: str) -> None:
    row = of("T06", region, period)
    assert row is not None
    assert row["status"] == status


def test_the_city_of_enterprise_sheets_counts_every_enterprise_once(published_store: Path) -> None:
    row = of("T18", "450200", "2025")
    assert row is not None
    assert row["value"] == 75.0
    city = of("T29", "450200", "2025")
    assert city is not None
    assert city["value"] == pytest.approx((100 + 110.1 + 110) / 3)


def test_the_city_of_county_sheets_waits_for_all_ten(published_store: Path) -> None:
    assert of("T17", "450200", "2025") is None
    assert of("T32", "450200", "2025") is None


def test_every_number_leads_to_its_cells(published_store: Path) -> None:
    for statement, period in {name: case[0] for name, case in CASES.items()}.items():
        cells = ask.ask(
            "number_trace", statement=statement, region="450202", sector=CASES[statement][1], period=period
        )
        assert len(cells) > 0, statement
        assert cells["cell"].str.fullmatch(r"[A-Z]+\d+").all()
