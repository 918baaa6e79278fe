"""The one table of role × action; every page and every endpoint asks it."""

from collections.abc import Iterable

ACTIONS = (
    "view",
    "sql",
    "upload",
    "publish",
    "rollback_own",
    "rollback_all",
    "withdraw_demo",
)
_VIEW = frozenset({"view"})
_STAFF = _VIEW | {"upload", "publish", "rollback_own"}
ROLES: dict[str, frozenset[str]] = {
    "leader": _VIEW,
    "analyst": _VIEW | {"sql"},
    "staff": _STAFF,
    "admin": frozenset(ACTIONS),
}


def may(roles: Iterable[str], action: str) -> bool:
    """Whether any of the roles allows the action; an unknown action or role is a fault of ours (KeyError)."""
    if action not in ACTIONS:
        raise KeyError(f"no such action: {action}")
    return any(action in ROLES[role] for role in roles)
