"""Somebody limited to one county, and whom they must not be told of: the enterprises of all other places."""

from data.people import seeing
from data.people.roles import ROLES
from data.people.session import Person
from data.plan import plan
from queries.ask import reader, source_of

LUZHAI = "450223"
CLERK = Person("clerk", ("staff",), frozenset({LUZHAI}))
EVERYTHING = Person("clerk", tuple(ROLES), frozenset({LUZHAI}))  # all roles, and one county


def names_of_others(*, published: bool = True) -> set[str]:
    """Every name and code of an enterprise, and of a project, that the snapshot has in other places only.

    Without `published` those that stand on a list which everybody may see are left out.
    """
    found: dict[bool, set[str]] = {True: set(), False: set()}
    cursor = reader(source_of(None), None)
    for template in plan().templates.values():
        if not seeing.tells_enterprises(template):
            continue
        own = [name for name in ("enterprise", "credit_code", "project") if template.column(name)]
        apart = [f"{field} NOT IN {kinds}" for field, kinds in template.not_enterprises.items()]
        rows = f"snapshot.{template.table}_all WHERE {' AND '.join(apart) or 'TRUE'}"
        for *named, region in cursor.execute(f"SELECT {', '.join(own)}, region FROM {rows}").fetchall():
            seen = seeing.is_own({LUZHAI}, region) or (template.public and not published)
            found[seen] |= {str(name) for name in named if name}
    return found[False] - found[True] - {place.name for place in plan().regions.values()}
