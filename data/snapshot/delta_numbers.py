"""Makes the numbers again that something which came feeds: days and names, series, progress."""

from data.plan import Plan
from data.snapshot import build, from_templates
from data.snapshot.changing import Delta
from data.snapshot.identities import REGISTER
from data.snapshot.numbers import asked_of, bases, progress_table, series_table
from data.snapshot.rosters import TABLES as ROSTERS
from data.snapshot.rosters import coverage_tables
from data.snapshot.statements import statement

COVERAGE = "roster_coverage"
ROSTERED = "SELECT statement FROM plan_rosters WHERE roster IN (SELECT unnest($rosters))"
BEFORE = "coverage_before"
AGAIN = "numbers_again"
SERIES, PROGRESS = ("series", "series_as_reported"), "progress"
TABLES = (*SERIES, PROGRESS)


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
    """Series and progress of the statements that something feeds which came; the others stay as they are.

    Judged again is a place and sector of theirs of which a number is other than it was.
    """
    covered_anew = not all(delta.stays(f"rosters/{name}.sql", {}) for name in ROSTERS)
    if covered_anew:
        delta.database.table(COVERAGE).create(BEFORE)
        coverage_tables(delta)
    again = sorted(fed(delta, known, covered_anew))
    if covered_anew:
        delta.drop(BEFORE)
    if not again:
        return
    for table in SERIES:
        delta.set_aside(table)
    series_table(delta, known, again)
    asked = {"statements": again, "aimed_anew": "targets" in delta.came}
    delta.database.execute("CREATE TEMP TABLE " + AGAIN + " AS " + statement("sql/numbers_again.sql"), asked)
    for table in SERIES:
        delta.keep_only(table, AGAIN)
    judged_anew = delta.has_rows(AGAIN)
    if judged_anew:
        delta.set_aside(PROGRESS)
        progress_table(delta)
    for table in SERIES:
        delta.bring_back(table, AGAIN)
    if judged_anew:
        delta.write_down()
        delta.bring_back(PROGRESS, AGAIN)
    delta.drop(AGAIN)


def fed(delta: Delta, known: Plan, covered_anew: bool) -> set[str]:
    """The connected statements that say other things, or may: by their series, targets or members."""
    connected = [item for item in known.statements.values() if item.connected]
    if "targets" in delta.came:
        return {item.id for item in connected}
    found: set[str] = set()
    if covered_anew:
        now, then = delta.database.table(COVERAGE), delta.database.table(BEFORE)
        other = now.except_(then).union(then.except_(now))
        rosters = [one for (one,) in other.select("roster").distinct().fetchall()]
        asked = {"rosters": rosters}
        found |= {str(one) for (one,) in delta.database.execute(ROSTERED, asked).fetchall()}
    for item in connected:
        for base_year in bases(delta.database, item):
            if not delta.stays(*asked_of(item, base_year)):
                found.add(item.id)
    return found & {item.id for item in connected}
