"""Says where the dashboard is, and on the first start the administrator's password, which holds once."""

import sys
import time

from data import places
from data.people.accounts import FIRST, Accounts
from data.settings import reading
from data.settings.reading import WrongSettings
from data.settings.sections import Settings


def main() -> None:
    """Prints it, or what is wrong with the settings; an administrator is made only where there is none."""
    try:
        settings = reading.current()
    except WrongSettings as wrong:
        sys.exit(f"{wrong}\npython -m data.settings check")
    where = address(settings)
    print(f"柳州工业碳达峰看板: {where}", flush=True)
    if settings.people.sign_in == "machine":
        print("不登录：坐在本机前的人有全部权限 / nobody signs in: whoever is at this machine has every role")
        return
    password = Accounts(places.store()).first_administrator(time.time())
    if password:
        print(
            "首次启动：请用这个一次性密码登录，再换成自己的密码。它只显示这一次。\n"
            "First start: sign in with this password, which holds and is shown once; then choose your own.\n"
            f"    {where}/sign-in\n    账号 account    {FIRST}\n    密码 password   {password}",
            flush=True,
        )


def address(settings: Settings) -> str:
    """The address that people of this machine, or of the city, type."""
    if settings.server.public_url:
        return settings.server.public_url.rstrip("/")
    server = settings.server
    host = server.address if server.address not in ("0.0.0.0", "::") else server.hosts[0]
    return f"http{'s' if server.certificate else ''}://{f'[{host}]' if ':' in host else host}:{server.port}"
