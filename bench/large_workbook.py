"""Times the reading of 60,000 rows of S12 against a plain parse and load: python -m bench.large_workbook."""

import io
import random
import resource
import statistics
import sys
import time
from collections.abc import Callable

import pyarrow as pa
from openpyxl import Workbook
from python_calamine import CalamineWorkbook

from data.ingest.child import ask, nursery
from data.plan import plan
from data.snapshot import published
from tests.support.workbooks import credit_code

ROWS, TURNS = 60_000, 3
PERIODS = ("2025年1—3月", "2025年1—6月", "2025年1—9月", "2025年")


def large(rows: int, seed: int = 1) -> bytes:
    """A workbook of S12 with so many rows in which nothing is wrong."""
    luck, template = random.Random(seed), plan().templates["S12"]
    kinds = [
        choice.name for column in template.columns if column.field == "kind" for choice in column.choices
    ]
    book = Workbook(write_only=True)
    sheet = book.create_sheet(template.name)
    sheet.append([template.name])
    sheet.append([f"{c.heading}（{c.unit}）" if c.unit else c.heading for c in template.columns])
    for number in range(rows):
        firm, place = divmod(number, len(kinds) * len(PERIODS))
        kind, period = divmod(place, len(PERIODS))
        made = round(luck.uniform(100, 110) * (period + 1), 1)
        used, disposed = round(made * 0.7, 1), round(made * 0.2, 1)
        amounts = [made, used, 0.0, disposed, round(made - used - disposed, 2)]
        named = [
            PERIODS[period],
            credit_code(firm + 1),
            f"柳州第{firm + 1}制造有限公司",
            "柳北区",
            kinds[kind],
        ]
        sheet.append([*named, *amounts, "终核"])
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def parsed_and_loaded(content: bytes) -> None:
    """What anybody does with such a file: its cells as they are, column by column in memory."""
    rows = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()
    columns = zip(*rows[2:], strict=True)
    pa.table({str(place): pa.array(list(column)) for place, column in enumerate(columns)})


def spent(does: Callable[[], object]) -> float:
    """Processor seconds of this process and of its ended children: a child of its own program each turn."""
    before = sum(sum(resource.getrusage(who)[:2]) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    does()
    return (
        sum(sum(resource.getrusage(who)[:2]) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
        - before
    )


def main() -> int:
    """Prints medians of processor time, their ratio, and the most memory that a child took."""
    content, snapshot = large(ROWS), published.snapshot()
    told = {"name": "S12.xlsx", "sha256": "", "snapshot": str(snapshot) if snapshot else ""}
    nursery.FORKS = False  # a child that is waited for can be counted
    start = statistics.median(spent(lambda: ask.run_in_child("document", content, {})) for _ in range(TURNS))
    plain = statistics.median(spent(lambda: parsed_and_loaded(content)) for _ in range(TURNS))
    began = time.monotonic()
    ours = statistics.median(spent(lambda: ask.run_in_child("inspect", content, told)) for _ in range(TURNS))
    by_clock = (time.monotonic() - began) / TURNS
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
    print(f"{ROWS:,} rows, {len(content) // 1_000_000} MB: parse and load {plain:.2f} s")
    print(f"inspected in {ours - start:.2f} s beyond the start of a child ({by_clock:.1f} s by the clock)")
    print(f"{(ours - start) / plain:.1f} times; at most {memory} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
