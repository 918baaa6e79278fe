"""What moved since a publication: like against like only, against boring Python over both snapshots."""

from typing import Any

import pytest

from data.plan import TOTAL, plan
from queries.ask import ask_rows, current, rows_since, snapshots

pytestmark = pytest.mark.usefixtures("sample_store")
ON_A_DAY = ("count", "coverage", "deadline", "narrative")
Row = dict[str, Any]


def moment(row: Row) -> int:
    period = str(row["period"])
    return int(period[:4]) * 100 + (12 if len(period) == 4 else int(period[5:]))


def readings(snapshot: str, region: str) -> dict[str, dict[int, Row]]:
    """What is told of each statement by moment; what is counted from a base ends with its due year."""
    found: dict[str, dict[int, Row]] = {code: {} for code in plan().statements}
    for row in ask_rows("progress_by_indicator", snapshot=snapshot, region=region, sector=TOTAL):
        rule = plan().statements[row["statement"]].rule
        if not row["period"] or (
            rule in ("reduction", "outpace") and moment(row) // 100 > (row["due_year"] or 9999)
        ):
            continue
        found[row["statement"]][moment(row)] = row
    return found


def shown(value: float | None, decimals: int) -> float | None:
    return None if value is None else round(value * 10 ** (decimals + 1))


def expected(code: str, now: dict[int, Row], before: dict[int, Row]) -> tuple[str, Any, Any] | None:
    """(kind, period held against, its value) of a statement that moved; None of one that did not."""
    if not now and not before:
        return None
    known = plan().statements[code]
    last, was = (told[max(told)] if told else {} for told in (now, before))
    against: Row = {}
    if not now:
        kind, against = "gone", was
    elif max(now) in before:
        kind, against = "revised", before[max(now)]
    elif known.rule in ON_A_DAY and before:
        kind, against = "stands", was
    else:
        ago = now.get(max(now) - 100, {})
        based = known.rule not in ("reduction", "outpace") or ago.get("base_year") == last["base_year"]
        kind, against = ("year", ago) if ago and based else ("first", {})
    turned = last.get("status", "no_data") != was.get("status", "no_data")
    moved = shown(last.get("value"), known.decimals) != shown(against.get("value"), known.decimals)
    if turned or moved or last.get("verdict") != was.get("verdict"):
        return kind, against.get("period"), against.get("value")
    return None


@pytest.mark.parametrize("region", ["450200", "450205", "Z-HEXI"])
@pytest.mark.parametrize("back", [1, 2, 3, 4])
def test_only_like_is_held_against_like(region: str, back: int) -> None:
    newest = current()
    older = next(one for one in snapshots() if one.generation == newest.generation - back)
    now, before = readings(newest.id, region), readings(older.id, region)
    rows = {row["statement"]: row for row in rows_since("what_changed", older.generation, region=region)}
    for code, known in plan().statements.items():
        wanted = expected(code, now[code], before[code])
        row = rows.get(code)
        if known.counts_parts:  # told by how many parts do as asked, which has no single value
            assert row is None or row["value_after"] is None
            continue
        found = None if row is None else (row["kind"], row["period_before"], row["value_before"])
        assert found == wanted, code
        if row is not None and row["kind"] == "year":
            assert row["period_before"][4:] == row["period_after"][4:]
    ranks = [(not row["turned"], plan().statuses[row["status_after"]].rank) for row in rows.values()]
    assert ranks == sorted(ranks)


def test_compared_with_itself_nothing_moved() -> None:
    assert rows_since("what_changed", current().generation) == []
