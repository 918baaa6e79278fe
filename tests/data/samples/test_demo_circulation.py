"""Invented waste and vehicles: balances that close, one county that dips, new energy that grows."""

from data.samples import demo_circulation
from data.samples.demo_enterprises import Levels
from tests.support.in_process import stops


def test_waste_balances_and_is_taken_in(levels: Levels) -> None:
    for year, month in ((2024, 6), (2025, 12)):
        rows = demo_circulation.waste(year, month, levels)
        assert stops("S12", rows) == []
        for row in rows:
            made, used, stock, gone, kept = (
                float(str(row[name] or 0))
                for name in ("generated_t", "used_t", "used_from_stock_t", "disposed_t", "stored_t")
            )
            assert abs(made + stock - used - gone - kept) <= 3


def rate(rows: list[dict[str, object]]) -> float:
    names = ("used_t", "generated_t", "used_from_stock_t")
    used, made, stock = (sum(float(str(row[name] or 0)) for row in rows) for name in names)
    return 100 * used / (made + stock)


def test_one_enterprise_dips_below_ninety_percent_for_its_quarter(levels: Levels) -> None:
    number, year, month = demo_circulation.DIP
    name = f"演示企业{number:02d}（虚构）"

    def of(month: int) -> list[dict[str, object]]:
        return [dict(row) for row in demo_circulation.waste(year, month, levels) if row["enterprise"] == name]

    assert rate(of(month)) < 90 < rate(of(12))


def test_new_energy_vehicles_never_exceed_all_and_their_share_grows() -> None:
    shares = []
    for year in (2021, 2025):
        rows = demo_circulation.vehicles(year)
        assert stops("S19", rows) == []
        total, new = (sum(int(str(row[name] or 0)) for row in rows) for name in ("total", "new_energy"))
        shares.append(new / total)
    assert shares[0] < shares[1] <= 1
