"""Makes stores of any size through the real tables: the embedded data and rows of a seeded generator."""

import os
import random
import shutil
import zlib
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as parquet

from data import places
from data.keep import journal, pointer
from data.keep.archive import Receipt
from data.plan import Template, plan
from data.snapshot import made_with
from data.snapshot.build import build
from data.snapshot.row_schema import schema_of

# of all rows: what enterprises use of each energy, their waste, their monitoring
SHARES = {"S2": 0.6, "S12": 0.3, "S10": 0.1}
AT_ONCE = 25_000  # rows of one upload
YEARS = range(2021, 2026)
AT = "2026-11-20T08:00:00+08:00"
PLACES = ("450202", "450203", "450204", "450205", "450206", "450222", "450223", "450224", "450225", "450226")
SECTORS = ("C31", "C30", "C26", "C36", "C34", "C22", "C14", "C25")
ENERGIES = ("raw_coal", "coke", "natural_gas", "diesel", "electricity", "cleaned_coal")
KINDS = ("smelting_slag", "fly_ash", "other")
QUARTERS = (3, 6, 9, 12)


LETTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)


def credit_code(number: int) -> str:
    """A unified social credit code with its check character (GB 32100-2015)."""
    body = f"91450200{number:09d}"
    total = sum(LETTERS.index(letter) * weight for letter, weight in zip(body, WEIGHTS, strict=True))
    return body + LETTERS[(31 - total % 31) % 31]


def firm(number: int) -> dict[str, str]:
    """An enterprise of the generator: code, name, place and sector."""
    return {
        "credit_code": credit_code(100_000_000 + number),
        "enterprise": f"柳州第{number}制造有限公司",
        "region": PLACES[number % len(PLACES)],
        "sector": SECTORS[number % len(SECTORS)],
    }


def periods(template: str) -> list[tuple[str, int, int]]:
    """The periods of which each enterprise reports: their code, year and month."""
    if template == "S2":
        return [(str(year), year, 12) for year in YEARS]
    months = QUARTERS if template == "S12" else range(2, 13)
    told = [(year, month) for year in (YEARS if template == "S12" else YEARS[-1:]) for month in months]
    return [(str(year) if month == 12 else f"{year}-{month:02d}", year, month) for year, month in told]


def values(template: str, part: str, luck: random.Random) -> dict[str, object]:
    """What one row of a template says beside whose it is and of when."""
    amount = round(luck.uniform(10, 1000), 1)
    if template == "S2":
        return {"energy": part, "quantity": amount, "coefficient": 0.7143, "basis": "calorific"}
    if template == "S12":
        used = round(amount * 0.8, 1)
        told = {"kind": part, "generated_t": amount, "used_t": used, "used_from_stock_t": 0.0}
        return {**told, "disposed_t": round(amount * 0.1, 1), "stored_t": round(amount - 1.125 * used, 2)}
    told = {"last_year_energy_tce": 10 * amount, "must_connect": "yes" if amount > 500 else "no"}
    return {**told, "connected_on": date(2024, 1 + int(amount) % 12, 1), "completeness": 97.0}


def generated(template: Template, count: int) -> Iterator[pa.Table]:
    """So many rows of a template, AT_ONCE a table, the same ones every time."""
    luck, schema = random.Random(zlib.crc32(template.id.encode())), schema_of(template)
    told, number = periods(template.id), 0
    rows: list[dict[str, object]] = []
    parts = {"S2": ENERGIES, "S12": KINDS}.get(template.id, ("",))
    made = 0
    while made < count:
        own = firm(number)
        number += 1
        for period, year, month in told:
            for part in parts:
                row = own | values(template.id, part, luck)
                row |= {"period": period, "year": year, "month": month, "maturity": "final", "sheet": "表"}
                row |= {"enterprise_key": own["credit_code"], "row": len(rows) + 3}
                rows.append(row | {"record_key": "|".join(str(row[name]) for name in template.key)})
                made += 1
        if len(rows) >= AT_ONCE or made >= count:
            yield pa.Table.from_pylist(rows, schema=schema)
            rows = []


def uploads(folder: Path, added: int) -> list[tuple[Receipt, Path]]:
    """Receipts and files of so many rows, as the archive would hold them."""
    found = []
    for code, share in SHARES.items():
        template = plan().templates[code]
        letters = [["表", column.field, chr(65 + n % 26)] for n, column in enumerate(template.columns)]
        for number, table in enumerate(generated(template, round(added * share))):
            name = f"999000-{code}-{number:012d}"
            path = folder / f"{name}.parquet"
            parquet.write_table(table, path)
            found.append(
                (
                    Receipt(
                        name, 1, code, f"{name}.xlsx", "xlsx", f"{number:064x}", "", "bench", AT, "",
                        "official", table.num_rows, letters, [],
                    ),
                    path,
                )
            )  # fmt: skip
    return found


def mark() -> str:
    """What tells the stores of one state of the program and of its embedded data from those of another."""
    entries = journal.read()
    return f"{made_with.of_process().mark}-{entries[-1].generation}"


def grown(target: Path, source: Path, added: int) -> Path:
    """A store at `target` that publishes what `source` does and so many rows more; made once."""
    if (target / "snapshots").exists():
        return target
    draft = target.with_name(f"{target.name}.draft")
    shutil.rmtree(draft, ignore_errors=True)
    shutil.copytree(source, draft)
    kept = os.environ.get("PEAK_STORE")
    os.environ["PEAK_STORE"] = str(draft)
    try:
        rows = draft / "generated"
        rows.mkdir()
        entries = journal.read()
        now, newest = places.tmp() / "grown.duckdb", entries[-1]
        built = build(
            now,
            journal.active(entries),
            generation=newest.generation,
            at=newest.at,
            extra=uploads(rows, added),
        )
        (places.snapshots() / newest.snapshot).unlink()
        now.rename(places.snapshots() / built.name)
        pointer.point_to(built.name)
        shutil.rmtree(rows)
    finally:
        os.environ.pop("PEAK_STORE") if kept is None else os.environ.update(PEAK_STORE=kept)
    draft.rename(target)
    return target
