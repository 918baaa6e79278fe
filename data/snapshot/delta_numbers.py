"""Makes the numbers again that something which came feeds: days and names, series, progress."""

from data.plan import Plan
from data.snapshot import build, from_templates
from data.snapshot.changing import Delta
from data.snapshot.identities import REGISTER
from data.snapshot.numbers import asked_of, bases, progress_table, series_table
from data.snapshot.rosters import coverage_tables

COVERAGE = "roster_coverage"
ROSTERED = "SELECT statement FROM plan_rosters WHERE roster IN (SELECT unnest($rosters))"
TABLES = ("series", "series_as_reported", "progress")


def days_and_names(delta: Delta, known: Plan, at: str) -> None:
    """How far the data reach, which sheet came when, what enterprises are called: see build.py."""
    come = build.spoken(delta.database, known)
    speaking = {template.id for template in known.templates.values() if template.table in delta.came}
    arrived = {one.id for one in known.templates.values() if f"{one.table}_all" in delta.came}
    for template in speaking:
        delta.forget("reaches", "template", template)
    from_templates.reaches_table(delta, [template for template in come if template.id in speaking])
    delta.create("horizon", "sql/horizon.sql", {"at": at})
    for template in arrived:
        delta.forget("arrivals", "template", template)
    from_templates.arrivals_table(delta, [template for template in come if template.id in arrived])
    delta.create("calendar", "sql/calendar.sql", {"at": at})
    naming = {one.table for one in known.templates.values() if from_templates.names(one)}
    if delta.came & {*naming, known.templates[REGISTER].table, "enterprise_identities"}:
        from_templates.enterprises_table(delta, come)
        delta.touched("enterprise_names")  # it is new even where nobody is named any more
        delta.create("enterprises", "sql/enterprises.sql", {})
        delta.drop("enterprise_names")


def number_tables(delta: Delta, known: Plan) -> None:
    """Series and progress of the statements that something feeds which came; the others stay as they are."""
    delta.database.table(COVERAGE).create("coverage_before")
    coverage_tables(delta)
    again = sorted(fed(delta, known))
    delta.drop("coverage_before")
    if not again:
        return
    told = {table: delta.part(table, "statement", again) for table in TABLES}
    for table in TABLES:
        delta.set_aside(table)
    series_table(delta, known, again)
    progress_table(delta)
    for table in TABLES:
        delta.bring_back(table, "statement", again, told[table])
        delta.write_down()


def fed(delta: Delta, known: Plan) -> set[str]:
    """The connected statements that say other things, or may: by their series, targets or members."""
    connected = [item for item in known.statements.values() if item.connected]
    if "targets" in delta.came:
        return {item.id for item in connected}
    now, then = delta.database.table(COVERAGE), delta.database.table("coverage_before")
    other = now.except_(then).union(then.except_(now))
    rosters = [one for (one,) in other.select("roster").distinct().fetchall()]
    asked = {"rosters": rosters}
    found = {str(one) for (one,) in delta.database.execute(ROSTERED, asked).fetchall()}
    for item in connected:
        for base_year in bases(delta.database, item):
            if not delta.stays(*asked_of(item, base_year)):
                found.add(item.id)
    return found & {item.id for item in connected}
