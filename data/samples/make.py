"""Makes the embedded workbooks: published facts from facts/*.csv, demonstration ones from seeded scripts."""

import datetime
from pathlib import Path

from data import places
from data.plan import plan
from data.samples import (
    come_on,
    demo_decisions,
    demo_duties,
    demo_emerging,
    demo_energy,
    demo_green,
    demo_ledgers,
    demo_numbers,
)
from data.samples.workbook import facts, write

DEMO = "演示数据，由程序按固定种子生成，不是柳州市的实际数据。"


def published(folder: Path) -> None:
    """What somebody has published, with its source in every row or in the remark."""
    write(
        folder / "01_S0_已公布数据.xlsx",
        "S0",
        "柳州市工业与能源已公布数据汇编",
        facts(places.samples() / "facts" / "published_figures.csv", "S0"),
        "A 官方网页；R 研究数据；B 媒体报道。",
    )
    write(
        folder / "02_S5_绿色制造名单_国家级.xlsx",
        "S5",
        "柳州市国家级绿色制造名单（已公布批次）",
        facts(places.samples() / "facts" / "green_register.csv", "S5"),
        "工业和信息化部绿色制造名单第四批、第五批、2021年度；公开整理 shangfr/GreenCreditPolicy。",
    )


def demonstration(folder: Path) -> None:
    """Whole years as one workbook each; 2026 month by month, so that there is something new each time."""
    levels = demo_energy.all_levels()
    for year in range(2020, 2027):
        energy = [(month, demo_energy.rows(year, month, levels)) for month in demo_energy.months(year)]
        emerging = [
            (month, demo_emerging.rows(year, month))
            for month in ([12] if year == 2020 else demo_emerging.months_of(year))
        ]
        for template, found in (("S1", energy), ("S4", emerging)):
            name = plan().templates[template].name
            if year < 2026:
                rows = [row for _, month_rows in found for row in month_rows]
                path = folder / f"{year}" / f"{template}_{name}_{year}.xlsx"
                write(path, template, f"柳州市{name}（{year}年各月累计）", rows, DEMO)
                continue
            for month, month_rows in found:
                path = folder / f"{year}-{month:02d}" / f"{template}_{name}_{year}-{month:02d}.xlsx"
                write(path, template, f"柳州市{name}（{year}年1—{month}月）", month_rows, DEMO)
    for sample in [*demo_numbers.samples(levels), *demo_numbers.states(levels)]:
        write(folder / sample.path, sample.template, sample.title, sample.rows, DEMO)
    for day, place in (("2025-12-31", "2025"), ("2026-08-31", "2026-08")):
        rows = demo_green.rows(datetime.date.fromisoformat(day))
        write(folder / place / "S5_绿色制造名单.xlsx", "S5", f"柳州市绿色制造名单（截至{day}）", rows, DEMO)


def ledgers(folder: Path) -> None:
    """Ledgers as they stood at the end of 2025 and of quarters of 2026; tasks by quarter; scores by year."""

    def one(place: str, template: str, ending: str, rows: list[demo_ledgers.Row]) -> None:
        name = plan().templates[template].name
        write(
            folder / place / f"{template}_{name}_{ending}.xlsx",
            template,
            f"柳州市{name}（{ending}）",
            rows,
            DEMO,
        )

    for place, day in demo_ledgers.DAYS:
        one(place, "S13", place, demo_ledgers.parks(day))
        one(place, "S16", place, demo_duties.enterprise_plans(day))
        one(place, "S18", place, demo_duties.front_runners(day))
    for place, day in (*demo_ledgers.DAYS, *demo_ledgers.QUARTERS):
        one(place, "S6", place, demo_ledgers.projects(day))
        one(place, "S7", place, demo_ledgers.retrofits(day))
        one(place, "S14", place, demo_ledgers.inspections(day))
    one("2025", "S15", "2025", [row for quarter in range(1, 5) for row in demo_duties.tasks(2025, quarter)])
    for quarter in (1, 2, 3):
        one(f"2026-{quarter * 3:02d}", "S15", f"2026Q{quarter}", demo_duties.tasks(2026, quarter))
    one("2025", "S17", "2025", demo_duties.judgements())
    one("2026-07", "S25", "2026年上半年调度会", demo_decisions.decided())
    one("2026-09", "S25", "2026年三季度调度会", demo_decisions.followed())
    for year in (2024, 2025):
        one(f"{year}", "S21", f"{year}", demo_duties.scores(year))


def main() -> None:
    """Writes both folders anew, and beside the demonstrations on which day each came."""
    published(places.samples() / "published")
    demonstration(places.samples() / "demo")
    ledgers(places.samples() / "demo")
    come_on.write(places.samples() / "demo")


if __name__ == "__main__":
    main()
