"""The one table of role × action × place; every page, download, endpoint and command asks it."""

from collections.abc import Collection, Iterable

from data.plan import plan

_VIEW = frozenset({"view", "export"})
_SENDS = frozenset({"upload", "publish", "rollback_own", "correct_own", "decide", "teach"})
_KEEPS = frozenset({"people", "sessions", "settings", "plan", "audit", "storage"})
_ALL = frozenset({"rollback_all", "withdraw_demo", "lock"})
ROLES: dict[str, frozenset[str]] = {
    "leader": _VIEW,
    "analyst": _VIEW | {"sql"},
    "staff": _VIEW | _SENDS | {"history"},
    "reviewer": _VIEW | {"review", "history"},
    "admin": _VIEW | _KEEPS | _ALL | {"history"},
}
ACTIONS = tuple(dict.fromkeys(action for role in ROLES.values() for action in sorted(role)))
PLACED = _SENDS  # what a clerk may do for the own places and templates only
EVERYWHERE = None  # no limit of places or templates


def may(roles: Iterable[str], action: str) -> bool:
    """Whether any of the roles allows the action; an unknown action or role is a fault of ours (KeyError)."""
    if action not in ACTIONS:
        raise KeyError(f"no such action: {action}")
    return any(action in ROLES[role] for role in roles)


def within(allowed: Collection[str] | None, asked: str | None) -> bool:
    """Whether a template is among those that a person is limited to; None limits, or asks, nothing."""
    return allowed is EVERYWHERE or asked is None or asked in allowed


def lies_in(allowed: Collection[str] | None, place: str | None) -> bool:
    """The same of a place (code): also of a zone that one of them administers, or what it was before."""
    if within(allowed, place):
        return True
    known = plan().regions.get(place or "")
    return known is not None and bool({known.administered_by, known.successor} & {*(allowed or ())})
