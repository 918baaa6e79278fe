"""Who gives a command: with accounts, the account it names; else whoever sits at this machine."""

import contextlib
import os
from collections.abc import Iterator

from data import places
from data.keep.errors import StoreError
from data.people import acting, database
from data.people.accounts import Accounts, normal
from data.people.roles import ROLES
from data.people.sentences import PeopleError
from data.people.session import Person, login_name, mode
from data.settings.reading import WrongSettings


def commander(name: str = "") -> Person:
    """The person that a command is given as; `name` is what it says of itself, "" where it says nothing.

    With accounts that is the account of this name, with what it may; without a name, or by the own login,
    whoever the files of the store belong to may everything, as nobody could keep them from it. Raises
    PeopleError where there is no such account or it is closed.
    """
    if mode() == "machine":
        return Person(name or login_name(), tuple(ROLES))
    login = login_name()
    if normal(name or login) == normal(login) and owns_the_store():
        return Person(login, tuple(ROLES))
    path = database.path_of(places.store())
    account = Accounts(places.store()).find(name or login) if path.exists() else None
    if account is None:
        raise PeopleError("account_unknown", name=(name or login)[:60])
    if account.disabled:
        raise PeopleError("disabled")
    return account.person()


def owns_the_store() -> bool:
    """Whether this process runs as whom the store belongs to, or as the system's own administrator."""
    if not hasattr(os, "geteuid"):  # Windows: whoever could start the process may write the files
        return True
    found = next(path for path in (places.store(), *places.store().parents) if path.exists())
    return os.geteuid() in (0, found.stat().st_uid)


@contextlib.contextmanager
def commanding(action: str, name: str = "") -> Iterator[Person]:
    """Inside whoever gives the command acts; raises NotAllowed where that person may not do this at all.

    StoreError where the settings are wrong: nobody knows then who may do what.
    """
    try:
        person = commander(name)
    except WrongSettings as wrong:
        names = "、".join(dict.fromkeys(one.name for one in wrong.faults))
        raise StoreError(
            f"设置有误（{names}），命令没有执行：请运行 python -m data.settings check 看逐项说明 / "
            f"wrong settings ({names}), the command did nothing: python -m data.settings check explains each"
        ) from wrong
    with acting.by(person):
        acting.require(action)
        yield person
