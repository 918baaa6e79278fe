"""Looks up what is published now: the snapshot readers open, and the rows that speak for given keys."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import Any

import duckdb

from data.keep import archive, pointer
from data.plan import Template, plan

ROWS = "SELECT * FROM query_table($table_name) WHERE record_key IN (SELECT unnest($keys))"
ALL = "SELECT * FROM query_table($table_name)"
COUNT = "SELECT count(*) FROM query_table($table_name)"
DERIVED = "SELECT region, sector, CAST(year AS VARCHAR), energy_tco2 FROM derived_co2 WHERE comparable"
KNOWN = "SELECT generation FROM uploads WHERE sha256 = $sha256 ORDER BY generation DESC LIMIT 1"
IDENTITIES = "SELECT seen, name, enterprise_key, told_by, registered FROM enterprise_identities ORDER BY seen"
HOMES = "SELECT seen, county, zone FROM enterprise_identities WHERE registered AND county IS NOT NULL"
ENTERPRISES = "SELECT DISTINCT credit_code, enterprise, region FROM query_table($table_name)"
FINALS = """SELECT DISTINCT year FROM query_table($table_name)
    WHERE maturity = $last AND year IN (SELECT unnest($years))"""
PERIODS = "SELECT DISTINCT year, month FROM query_table($table_name) WHERE year IS NOT NULL"
OF_PERIOD = "SELECT DISTINCT region FROM query_table($table_name) WHERE period = $period"
BEFORE = """WITH told AS (SELECT * FROM query_table($table_name)), newest AS (
        SELECT max(year * 12 + month) AS ended FROM told WHERE year * 12 + month < $year * 12 + $month
    )
    SELECT enterprise_key, min(enterprise), min(region) FROM told CROSS JOIN newest
    WHERE year * 12 + month = ended AND enterprise_key NOT IN (
        SELECT enterprise_key FROM told WHERE year = $year AND month = $month
    )
    GROUP BY enterprise_key ORDER BY min(enterprise)"""

PLACES = "SELECT DISTINCT region FROM read_parquet($path) WHERE region IS NOT NULL ORDER BY region"

OPENED: ContextVar[tuple[Path, duckdb.DuckDBPyConnection] | None] = ContextVar("opened", default=None)
STANDS_ON: ContextVar[tuple[Path | None, Mapping[str, Any]] | None] = ContextVar("stands_on", default=None)


@contextmanager
def standing_on(path: Path | None, settings: Mapping[str, Any]) -> Iterator[None]:
    """Has every lookup inside read this snapshot (None: none is published), opened with these settings.

    A process that does this needs nothing of the store but the one file.
    """
    token = STANDS_ON.set((path, settings))
    try:
        yield
    finally:
        STANDS_ON.reset(token)


def connected(path: Path) -> duckdb.DuckDBPyConnection:
    """A connection that can only read."""
    stands_on = STANDS_ON.get()
    return duckdb.connect(str(path), read_only=True, config=dict(stands_on[1]) if stands_on else {})


@contextmanager
def held_open() -> Iterator[None]:
    """Opens the published snapshot once for all the lookups inside; a later one is read itself."""
    path = snapshot()
    if path is None or OPENED.get() is not None:
        yield
        return
    with connected(path) as database:
        token = OPENED.set((path, database))
        try:
            yield
        finally:
            OPENED.reset(token)


@contextmanager
def opened(path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A cursor of the snapshot held open, or the file opened for this one lookup."""
    held = OPENED.get()
    if held is not None and held[0] == path:
        with held[1].cursor() as cursor:
            yield cursor
        return
    with connected(path) as database:
        yield database


def snapshot() -> Path | None:
    """The published snapshot, or None before the first publication."""
    stands_on = STANDS_ON.get()
    if stands_on is not None:
        return stands_on[0]
    path = pointer.current()
    return path if path is not None and path.exists() else None


def rows(template: Template, keys: Collection[str]) -> dict[str, dict[str, Any]]:
    """The rows that speak now for these record keys, as plain values by column."""
    path = snapshot()
    if path is None or not keys:
        return {}
    with opened(path) as database:
        try:
            ((count,),) = database.execute(COUNT, {"table_name": template.table}).fetchall()
            if count <= len(keys):
                speaking, wanted = asked_rows(database, template), set(keys)
                return {key: speaking[own] for key, own in said_as(template, speaking) if key in wanted}
            known = under_one_key(template, keys)
            speaking = asked_rows(database, template, [*set(known.values())])
        except duckdb.CatalogException:  # the snapshot is older than this template
            return {}
    return {key: speaking[own] for key, own in known.items() if own in speaking}


def asked_rows(
    database: duckdb.DuckDBPyConnection, template: Template, keys: list[str] | None = None
) -> dict[str, dict[str, Any]]:
    """The rows with these keys, all of them without, by record key."""
    given: dict[str, Any] = {"table_name": template.table} | ({} if keys is None else {"keys": keys})
    answer = database.execute(ALL if keys is None else ROWS, given)
    names = [item[0] for item in answer.description or []]
    found = [dict(zip(names, values, strict=True)) for values in answer.fetchall()]
    return {str(row["record_key"]): row for row in found}


def said_as(template: Template, own: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Every record key that means one of these of the snapshot, and which: `under_one_key` turned round."""
    if "enterprise_key" not in template.key:
        yield from ((key, key) for key in own)
        return
    seen_as: dict[str, list[str]] = {}
    others = set()
    for seen, _, key, _, _ in identities():
        if seen != key:
            seen_as.setdefault(key, []).append(seen)
            others.add(seen)
    place = template.key.index("enterprise_key")
    for key in own:
        parts = key.split("|")
        names = [] if parts[place] in others else [parts[place]]
        for name in (*names, *seen_as.get(parts[place], ())):
            yield "|".join([*parts[:place], name, *parts[place + 1 :]]), key


def under_one_key(template: Template, keys: Iterable[str]) -> dict[str, str]:
    """Each record key as it was said, and as the snapshot keeps it: the enterprise under its one key."""
    if "enterprise_key" not in template.key:
        return {key: key for key in keys}
    known = {seen: key for seen, _, key, _, _ in identities() if seen != key}
    place = template.key.index("enterprise_key")
    asked = {}
    for key in keys:
        said = key.split("|")
        own = known.get(said[place])
        asked[key] = key if own is None else "|".join([*said[:place], own, *said[place + 1 :]])
    return asked


def asked(template: Template, question: str, **given: Any) -> list[tuple[Any, ...]]:
    """The answer to a question of the rows of a template that speak now; none where nothing is published."""
    path = snapshot()
    if path is None:
        return []
    with opened(path) as database:
        try:
            return database.execute(question, {"table_name": template.table, **given}).fetchall()
        except duckdb.CatalogException:  # the snapshot is older than this template
            return []


def finals(template: Template, years: list[int]) -> set[int]:
    """Those of the years of which something is published as final."""
    last = max(plan().maturities.values(), key=lambda one: one.rank).code
    return {int(year) for (year,) in asked(template, FINALS, years=years, last=last)}


def periods(template: Template) -> list[tuple[int, int]]:
    """Year and last month of every period published."""
    return [(int(year), int(month)) for year, month in asked(template, PERIODS)]


def places(template: Template, period: str) -> set[str]:
    """The places that are published for a period."""
    return {str(region) for (region,) in asked(template, OF_PERIOD, period=period)}


def enterprises_before(template: Template, year: int, month: int) -> list[tuple[str, str, str]]:
    """Key, name and place of those enterprises of the newest period before that this one has not."""
    found = asked(template, BEFORE, year=year, month=month)
    return [(str(key), str(name), str(region or "")) for key, name, region in found]


def generation_of(sha256: str) -> int | None:
    """In which generation these very bytes were published, if they speak now."""
    path = snapshot()
    if path is None:
        return None
    with opened(path) as database:
        found = database.execute(KNOWN, {"sha256": sha256}).fetchall()
    return int(found[0][0]) if found else None


def brought(upload: str) -> tuple[str, tuple[str, ...]]:
    """The template of an upload in the archive, and the codes of the places that its rows speak of."""
    template = archive.receipt(upload).template
    with duckdb.connect() as database:
        try:
            found = database.execute(PLACES, {"path": str(archive.rows_file(upload))}).fetchall()
        except duckdb.BinderException:  # a sheet without places
            return template, ()
    return template, tuple(str(region) for (region,) in found)


def derived_co2() -> dict[tuple[str, str, str], float]:
    """CO2 that follows from the published energy varieties by (region, sector, year), where they cover it."""
    path = snapshot()
    if path is None:
        return {}
    with opened(path) as database:
        try:
            found = database.execute(DERIVED).fetchall()
        except duckdb.CatalogException:  # the snapshot is older than this table
            return {}
    return {(str(region), str(sector), str(year)): float(co2) for region, sector, year, co2 in found}


def identities() -> list[tuple[str, str, str, int, bool]]:
    """Every code and name published: itself, the name, its enterprise, who told it, whether registered.

    Told by 1 the register, 2 its former names, 3 another sheet with a code; 0 for what no code stands beside.
    """
    path = snapshot()
    if path is None:
        return []
    with opened(path) as database:
        try:
            found = database.execute(IDENTITIES).fetchall()
        except duckdb.CatalogException:  # the snapshot is older than the register
            return []
    return [
        (str(seen), str(name or ""), str(key), int(told_by or 0), bool(registered))
        for seen, name, key, told_by, registered in found
    ]


def homes() -> dict[str, tuple[str, ...]]:
    """Every code and name of the register to the county and, where there is one, the zone it stands in."""
    path = snapshot()
    if path is None:
        return {}
    with opened(path) as database:
        try:
            found = database.execute(HOMES).fetchall()
        except duckdb.Error:  # the snapshot is older than the register's places
            return {}
    return {seen: tuple(place for place in places if place) for seen, *places in found}


def enterprises() -> dict[str, tuple[str, str]]:
    """Name and place of every enterprise published with a credit code; a county speaks before the city."""
    path = snapshot()
    tables = [t.table for t in plan().templates.values() if all(map(t.column, ("credit_code", "region")))]
    known: dict[str, tuple[str, str]] = {}
    city = plan().city
    if path is None:
        return known
    with opened(path) as database:
        for table in tables:
            try:
                found = database.execute(ENTERPRISES, {"table_name": table}).fetchall()
            except duckdb.CatalogException:  # the snapshot is older than this table
                continue
            for code, name, region in found:
                if code and name and region and known.get(code, ("", city))[1] == city:
                    known[str(code)] = (str(name), str(region))
    return known
