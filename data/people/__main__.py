"""Accounts and sessions by command: list, add, change, disable, reset, sign out; see `--help`."""

import argparse
import datetime
import json
import sys
import time
from collections.abc import Callable, Collection, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from data import clock, places
from data.ingest import people_list
from data.ingest.findings import Refused
from data.keep import faults
from data.people import audit
from data.people.accounts import Account, Accounts
from data.people.commander import commanding
from data.people.roles import ROLES
from data.people.sentences import PeopleError, say
from data.people.sessions import Sessions
from data.plan import plan

Answer = list[str] | dict[str, Any]
WRONG = {
    "name": "account_name", "role": "role_unknown", "place": "place_unknown", "template": "template_unknown",
    "twice": "list_twice", "known": "account_exists",
}  # fmt: skip
HERE = "command"  # where a change by command comes from, in the audit log
RIGHTS = {"sessions": "sessions", "sign-out": "sessions"}  # the rest is managing people


def listed(args: argparse.Namespace, by: str) -> Answer:
    """Every account: name, what it is called, roles, places and templates, state."""
    return {"accounts": [told(account) for account in accounts().all()]}


def add(args: argparse.Namespace, by: str) -> Answer:
    """Makes an account; prints the password that holds once."""
    limits = {"places": codes(args.place), "templates": sheets(args.template)}
    password = accounts().add(
        args.name, args.shown, roles(args.role), time.time(), by=by, where=HERE, **limits
    )
    return {"added": args.name, "password": password, **both("hold_once")}


def bring_in(args: argparse.Namespace, by: str) -> Answer:
    """Makes the accounts of a workbook; all of them, or where a line is wrong none."""
    there = {account.name for account in accounts().all()}
    content = args.file.read_bytes()
    found = [people_list.known(wish, there) for wish in people_list.read(content, args.file.name, by)]
    if not found:
        raise PeopleError("list_empty", name=args.file.name)
    wrong = [line(wish) for wish in found if wish.wrong]
    if wrong:
        return {"refused": True, **both("list_wrong"), "lines": wrong}
    made = []
    for wish in found:
        limits = {"places": wish.places, "templates": wish.templates}
        password = accounts().add(wish.name, wish.shown, wish.roles, time.time(), by=by, where=HERE, **limits)
        made.append({"name": wish.name, "password": password})
    audit.tell(by, "people_imported", str(len(made)), HERE)
    return {"added": made, **both("hold_once")}


def line(wish: people_list.Wish) -> dict[str, Any]:
    """A line that cannot be used, and why."""
    facts = {"name": wish.found or wish.name, "known": " ".join(ROLES)}
    return {
        "line": wish.line,
        "name": wish.name,
        **{lang: say(WRONG[wish.wrong], lang, **facts) for lang in ("zh", "en")},
    }


def change(args: argparse.Namespace, by: str) -> Answer:
    """Gives an account other roles, places or templates; what is not said stays."""
    known = found(args.name)
    accounts().change(
        args.name,
        time.time(),
        shown=args.shown or known.shown,
        roles=roles(args.role) if args.role else known.roles,
        places=None if args.everywhere else codes(args.place) or known.places,
        templates=None if args.every_sheet else sheets(args.template) or known.templates,
        by=by,
        where=HERE,
    )
    return told(found(args.name))


def disable(args: argparse.Namespace, by: str) -> Answer:
    """Closes an account and ends its sessions, or opens it again."""
    accounts().disable(args.name, time.time(), disabled=args.command == "disable", by=by, where=HERE)
    return told(found(args.name))


def reset(args: argparse.Namespace, by: str) -> Answer:
    """A new password that holds once; sessions end, a lock-out is over."""
    password = accounts().reset(args.name, time.time(), by=by, where=HERE)
    return {"reset": args.name, "password": password, **both("hold_once")}


def link(args: argparse.Namespace, by: str) -> Answer:
    """Says by which name of which provider the person of an account comes in."""
    accounts().link(args.name, args.subject, args.issuer, by=by, where=HERE)
    return told(found(args.name))


def sessions(args: argparse.Namespace, by: str) -> Answer:
    """Who is in: of one person, or of all."""
    held, now = Sessions(places.store()), time.time()
    return {
        "sessions": [spoken(asdict(one)) for one in (held.of(args.name, now) if args.name else held.all(now))]
    }


def sign_out(args: argparse.Namespace, by: str) -> Answer:
    """Ends every session of a person."""
    held = Sessions(places.store())
    count = len(held.of(args.name, time.time()))
    held.end_all(found(args.name).name, time.time(), by=by, where=HERE)
    return {"signed_out": args.name, "sessions": count}


def accounts() -> Accounts:
    """The accounts of the store."""
    return Accounts(places.store())


def found(name: str) -> Account:
    """The account of a name. Raises PeopleError."""
    account = accounts().find(name)
    if account is None:
        raise PeopleError("account_unknown", name=name[:60])
    return account


def told(account: Account) -> dict[str, Any]:
    """An account in plain words."""
    regions, templates = plan().regions, plan().templates
    return {
        "name": account.name,
        "shown": account.shown,
        "roles": [say(f"role_{role}") for role in account.roles],
        "places": None if account.places is None else [
            regions[code].name if code in regions else code for code in sorted(account.places)
        ],
        "templates": None if account.templates is None else [
            templates[code].name if code in templates else code for code in sorted(account.templates)
        ],
        "disabled": account.disabled,
        "must_change": account.must_change,
        "provider": account.issuer,
        "subject": account.subject,
        "seen": None if account.seen is None else moment(account.seen),
    }  # fmt: skip


def roles(words: Sequence[str]) -> list[str]:
    """Roles by their code or their Chinese name; what is neither is refused by the account."""
    spoken = {say(f"role_{role}"): role for role in ROLES}
    return [spoken.get(word, word) for word in words]


def codes(words: Collection[str]) -> frozenset[str] | None:
    """Places by code, name or short name; None for none. Raises PeopleError."""
    spoken = {name: one.code for one in plan().regions.values() for name in (one.code, one.name, one.short)}
    return _known(words, spoken, "place_unknown")


def sheets(words: Collection[str]) -> frozenset[str] | None:
    """Templates by code or name; None for none. Raises PeopleError."""
    spoken = {name: one.id for one in plan().templates.values() for name in (one.id, one.name)}
    return _known(words, spoken, "template_unknown")


def _known(words: Collection[str], spoken: dict[str, str], key: str) -> frozenset[str] | None:
    for word in words:
        if word not in spoken:
            raise PeopleError(key, name=word[:40])
    return frozenset(spoken[word] for word in words) or None


def spoken(session: dict[str, Any]) -> dict[str, Any]:
    """A session with its moments in China."""
    return session | {name: moment(session[name]) for name in ("begun", "touched")}


def moment(seconds: float) -> str:
    """Unix seconds as a moment in China."""
    return datetime.datetime.fromtimestamp(seconds, clock.CHINA).isoformat(timespec="seconds")


def both(key: str) -> dict[str, str]:
    """A sentence in both languages."""
    return {lang: say(key, lang) for lang in ("zh", "en")}


def parser() -> argparse.ArgumentParser:
    """The commands and their words."""
    top = argparse.ArgumentParser(prog="python -m data.people", description=__doc__)
    commands = top.add_subparsers(dest="command", required=True)

    def command(
        name: str, does: Callable[[argparse.Namespace, str], Answer], words: str, about: bool = True
    ) -> argparse.ArgumentParser:
        one = commands.add_parser(name, help=words)
        if about:
            one.add_argument("name", metavar="ACCOUNT")
        one.add_argument("--as", dest="by", default="", metavar="USER", help="whose command it is")
        one.add_argument("--json", action="store_true", help="machine-readable answer")
        one.set_defaults(does=does)
        return one

    command("list", listed, "every account", about=False)
    described(command("add", add, "make an account; prints a password that holds once"))
    one = command(
        "import", bring_in, "make the accounts of a workbook: 账号 姓名 角色 地区 报表", about=False
    )
    one.add_argument("file", type=Path)
    one = described(command("change", change, "other roles, places, templates"))
    one.add_argument("--everywhere", action="store_true", help="all places")
    one.add_argument("--every-sheet", action="store_true", help="all templates")
    command("disable", disable, "close an account and end its sessions")
    command("enable", disable, "open it again")
    command("reset", reset, "a new password that holds once")
    one = command("link", link, "by which name of which provider the person comes in")
    one.add_argument("issuer", help="the issuer of OpenID Connect, the address of the CAS server, or header")
    one.add_argument("subject", help="the person's name there")
    one = command("sessions", sessions, "who is in", about=False)
    one.add_argument("name", nargs="?", default="", metavar="ACCOUNT")
    command("sign-out", sign_out, "end every session of a person")
    return top


def described(one: argparse.ArgumentParser) -> argparse.ArgumentParser:
    """What an account may be: how it is called, its roles, places and templates."""
    one.add_argument("--shown", default="", help="how people call them")
    known = ", ".join(f"{role} {say(f'role_{role}')}" for role in ROLES)
    one.add_argument("--role", nargs="+", default=[], help=known)
    one.add_argument("--place", nargs="+", default=[], help="name or code; all without")
    one.add_argument("--template", nargs="+", default=[], help="name or code, such as S1; all without")
    return one


def print_answer(answer: Answer, as_json: bool) -> None:
    """Prints an answer for a program or for a person: one line each."""
    if as_json:
        print(json.dumps(answer, ensure_ascii=False, indent=1))
        return
    for key, value in answer.items() if isinstance(answer, dict) else enumerate(answer):
        if isinstance(value, list) and value and isinstance(value[0], dict):
            print("\n".join(" · ".join(words(item) for item in one.values()) for one in value))
        else:
            print(f"{key}: {words(value)}")


def words(value: Any) -> str:
    """One value in a line."""
    if isinstance(value, list):
        return "、".join(map(str, value))
    return "—" if value is None or value == "" else str(value)


def main(given: list[str] | None = None) -> int:
    """Runs one command; 0 when it went well, 1 when something stood in the way."""
    args = parser().parse_args(given)
    try:
        with commanding(RIGHTS.get(args.command, "people"), args.by) as person:
            answer = args.does(args, person.name)
    except Refused as refusal:
        told = {lang: refusal.finding.message(lang) for lang in ("zh", "en")}
        print_answer({"error": told} if args.json else told, args.json)
        return 1
    except faults.KINDS as fault:
        said = faults.sentence(fault)
        if isinstance(fault, PeopleError):
            said = faults.Said(said.code, fault.said("zh"), fault.said("en"))
        print_answer({"error": said.as_dict()} if args.json else {"zh": said.zh, "en": said.en}, args.json)
        return 1
    print_answer(answer, args.json)
    return 1 if isinstance(answer, dict) and answer.get("refused") else 0


if __name__ == "__main__":
    sys.exit(main())
