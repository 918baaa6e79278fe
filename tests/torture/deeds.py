"""What is done to a store over a page's websocket, by whom: prepared, pressed, and looked for afterwards.

Who may not is given the widgets that somebody who may was shown, and presses them all the same.
"""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import pytest

from data.ingest import amend, receive, taught
from data.keep import journal
from data.keep.errors import AwaitsReview
from data.people import audit
from data.people.accounts import Accounts
from data.people.sessions import Sessions
from data.plan import plan
from tests.support import peopled
from tests.support.numbers import energy_row
from tests.support.wire import Page
from tests.support.workbooks import workbook

SENT, HANDED_IN = (2021, 2022), (2023, 2024)  # years of what is there, and of what comes over a page
Widgets = dict[str, tuple[str, bool]]


@dataclass(frozen=True)
class Step:
    """One run of the page: what is filled in, then what is pressed."""

    press: str = ""
    typed: Mapping[str, str | list[str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Asked:
    """What one person is to do: the page's query, its steps, and what it is about."""

    steps: Sequence[Step]
    query: str = ""
    about: str = ""
    file: tuple[str, bytes] | None = None


@dataclass(frozen=True)
class Deed:
    """A deed on a page; `allowed` are names of `peopled.ROLES`."""

    name: str
    page: str
    allowed: frozenset[str]
    prepared: Callable[["Ground", str], Asked]
    happened: Callable[["Ground", Asked, str], bool]


@dataclass
class Ground:
    """The store that is acted on; what comes over a page is of a place and year that nothing is known of."""

    store: Path
    accounts: Accounts
    patch: pytest.MonkeyPatch
    turns: int = 0
    shared: dict[str, Asked] = field(default_factory=dict)

    def turn(self) -> int:
        """A number that was not there before."""
        self.turns += 1
        return self.turns

    def sheet(self, place: str, years: Sequence[int] = HANDED_IN) -> bytes:
        """A workbook of a place and the next year."""
        turn = self.turn()
        year = f"{years[turn % len(years)]}年"
        return workbook("S1", [energy_row(region=place, period=year, energy_tce=2_000_000 + turn)])

    def sent(self, by: str, place: str = "鹿寨县", grade: str = "official") -> receive.Receipt:
        """A publication of somebody."""
        name = f"{place}{self.turns}.xlsx"
        return receive.accept(self.sheet(place, SENT), name, by, grade=grade, reason="更正录入差错")

    def state(self) -> tuple[object, ...]:
        """What may not move when somebody is refused: accounts, log, files but those that came in."""
        kept = (path for path in self.store.rglob("*") if path.is_file())
        files = sorted(
            (path.relative_to(self.store).as_posix(), path.stat().st_size)
            for path in kept
            if not {"people", "drafts", "refused", "tmp"} & set(path.relative_to(self.store).parts)
            and path.name != "lock"
        )
        return (*files, tuple(self.accounts.all()), audit.count(self.store))

    def newest(self, by: str, action: str) -> bool:
        """Whether the last publication is of that person and kind."""
        last = journal.read()[-1]
        return (last.by, last.action) == (by, action)


def tried(deed: Deed, name: str, clients: Mapping[str, httpx.Client], ground: Ground) -> str:
    """Nothing where the cell holds, else what was said."""
    if name in deed.allowed:
        asked = deed.prepared(ground, name)
        with Page(clients[name], asked.query) as page:
            said = walked(page, deed, asked, asked.steps)
        return "" if deed.happened(ground, asked, name) else f"did nothing: {said}"
    asked = ground.shared.get(deed.name) or deed.prepared(ground, next(iter(sorted(deed.allowed))))
    ground.shared[deed.name] = asked
    shown: Widgets = {}
    with Page(clients[min(deed.allowed)], asked.query) as eye:
        walked(eye, deed, asked, asked.steps[:-1], shown)
        before, was_so = ground.state(), deed.happened(ground, asked, name)
        with Page(clients[name], asked.query) as page:
            page.borrowed = shown
            said = walked(page, deed, asked, asked.steps)
            last = asked.steps[-1].press
            offered = any(
                key == last or key.startswith(f"{last}:") for key, (_, off) in page.widgets.items() if not off
            )
    left = set(ground.state()) ^ set(before)
    if left or (deed.happened(ground, asked, name) and not was_so):
        return f"left {sorted(map(str, left))}: {said}"
    return "" if not offered or "没有" in said or "只负责" in said else f"said nothing: {said}"


def walked(
    page: Page,
    deed: Deed,
    asked: Asked,
    steps: Sequence[Step],
    shown: Widgets | None = None,
) -> str:
    """Goes through the steps; all that was said at the last, and every widget seen on the way."""
    said = [page.run(deed.page)]
    known = {} if shown is None else shown
    known.update(page.widgets)
    if asked.file and (shown is not None or "upload" in page.widgets):
        page.drop("upload", *asked.file)
        said.append(page.run())
        known.update(page.widgets)
    for step in steps:
        for key, told in step.typed.items():
            page.borrowed = {**known, **page.borrowed}
            page.type(key, told)
        page.borrowed = {**known, **page.borrowed}
        said.append(page.run("", *([step.press] if step.press else [])))
        known.update(page.widgets)
    return "\n".join(said)


def publishing(place: str) -> Callable[[Ground, str], Asked]:
    """Drops a workbook of a place and publishes it."""

    def prepared(ground: Ground, name: str) -> Asked:
        return Asked([Step("publish")], file=(f"{place}{ground.turns}.xlsx", ground.sheet(place)))

    return prepared


def undoing(what: str, by: str) -> Callable[[Ground, str], Asked]:
    """Takes back, or goes back before, what somebody sent."""

    def prepared(ground: Ground, name: str) -> Asked:
        made = ground.sent(by)
        shown = made.generation - (what == "rollback")
        return Asked([Step(what), Step("confirm-undo", {"reason": "试"})], f"generation={shown}")

    return prepared


def correcting(by: str) -> Callable[[Ground, str], Asked]:
    """Corrects a cell of what somebody sent."""

    def prepared(ground: Ground, name: str) -> Asked:
        made = ground.sent(by)
        found = receive.receipt(made.upload)
        letter = next(cell[2] for cell in found.cells if cell[1] == "energy_tce")
        typed = {"correct-cell": f"{letter}4", "correct-to": "2000123", "reason": "看错"}
        return Asked([Step("correct"), Step("confirm-undo", typed)], f"generation={made.generation}")

    return prepared


def unlocking(ground: Ground, name: str) -> Asked:
    """Opens a lock of the administrator."""
    made = amend.lock("S1", ["2016"], "", "admin", "定了")
    return Asked([Step(f"unlock-{made.generation}"), Step("confirm-undo", {"reason": "不定"})])


def withdrawing_demonstrations(ground: Ground, name: str) -> Asked:
    """Takes every demonstration out."""
    ground.sent("somebody", "融水县", "demo")
    return Asked([Step("withdraw-demo"), Step("confirm-undo")])


def deciding(region: str) -> Callable[[Ground, str], Asked]:
    """Notes what a meeting decided about a place."""

    def prepared(ground: Ground, name: str) -> Asked:
        typed: dict[str, str | list[str]] = {
            "decide-meeting": "调度会",
            "decide-decision": f"报方案{ground.turn()}",
            "decide-person": "张三",
            "decide-due": ["2026/12/10"],
        }
        return Asked([Step("decide", typed)], f"note=new&statement=T21&department=industry&region={region}")

    return prepared


def teaching(ground: Ground, name: str) -> Asked:
    """Teaches a name of a place by one click."""
    place = {"clerk": "鹿塞县"}.get(name, "鱼峯区")
    return Asked([Step("offer-0")], file=(f"{place}.xlsx", ground.sheet(place)), about=place)


def adding(ground: Ground, name: str) -> Asked:
    """Makes an account."""
    made = f"neu{ground.turn()}"
    return Asked([Step("FormSubmitter", {"add-name-0": made})], about=made)


def about_somebody(press: str) -> Callable[[Ground, str], Asked]:
    """Does something to the account of somebody."""

    def prepared(ground: Ground, name: str) -> Asked:
        victim = f"somebody{ground.turn()}"
        peopled.add(ground.accounts, victim, "leader")
        return Asked([Step(press)], f"account={victim}", victim)

    return prepared


def ending(ground: Ground, name: str) -> Asked:
    """Ends the session of somebody."""
    found = ground.accounts.find("leader")
    assert found is not None
    sessions = Sessions(ground.store)
    secret = sessions.begin(found.person(), "password", "10.0.0.1", "", time.time())
    person = sessions.look(secret, time.time())
    assert person is not None
    return Asked([Step(f"end-{person.session}")], about=secret)


def asking(ground: Ground, name: str) -> Asked:
    """Asks a question of one's own."""
    text = f"SELECT {ground.turn()} AS turn"
    return Asked([Step("sql-ask", {"sql-text": text})], about=text)


def handed_in(ground: Ground) -> str:
    """What a clerk sent and a second person must approve."""
    ground.patch.setitem(plan().settings["review"], "second_person", 1.0)
    try:
        ground.sent("clerk")
    except AwaitsReview as kept:
        return kept.waiting
    finally:
        ground.patch.setitem(plan().settings["review"], "second_person", 0.0)
    raise AssertionError("it was published at once")


def answering(press: str) -> Callable[[Ground, str], Asked]:
    """Approves or sends back what waits."""

    def prepared(ground: Ground, name: str) -> Asked:
        waiting = handed_in(ground)
        return Asked([Step(), Step(press, {"waiting-why": "请改"})], f"waiting={waiting}", waiting)

    return prepared


def by(action: str) -> Callable[[Ground, Asked, str], bool]:
    """Whether the last publication is this person's, of that kind."""
    return lambda ground, asked, name: ground.newest(name, action)


def account(told: Callable[[Any], bool]) -> Callable[[Ground, Asked, str], bool]:
    """Whether the account that it is about is there and so."""

    def happened(ground: Ground, asked: Asked, name: str) -> bool:
        found = ground.accounts.find(asked.about)
        return found is not None and told(found)

    return happened


def noted(what: str) -> Callable[[Ground, Asked, str], bool]:
    """Whether the audit log tells that this person did it."""
    return lambda ground, asked, name: any(
        line.who == name and asked.about in line.about
        for line in audit.entries(ground.store, audit.Wanted(what=(what,)))
    )


def is_over(ground: Ground, asked: Asked, name: str) -> bool:
    """Whether the session that it is about has ended."""
    return Sessions(ground.store).look(asked.about, time.time(), touch=False) is None


def is_sent_back(ground: Ground, asked: Asked, name: str) -> bool:
    """Whether somebody sent back what waited."""
    return any(one.id == asked.about and one.answer is not None for one in receive.submissions())


def is_approved(ground: Ground, asked: Asked, name: str) -> bool:
    """Whether what waited was published by this second person."""
    return journal.read()[-1].reviewed_by == name and journal.read()[-1].waited == asked.about


def is_taught(ground: Ground, asked: Asked, name: str) -> bool:
    """Whether the word is known now."""
    return any(one.alias.said == asked.about for one in taught.aliases())


SENDS, CLERKS, KEEPER = frozenset({"staff"}), frozenset({"staff", "clerk"}), frozenset({"admin"})
OWN = frozenset({"clerk", "admin"})
DEEDS = [
    Deed("publish 鹿寨县", "upload", CLERKS, publishing("鹿寨县"), by("accept")),
    Deed("publish 鱼峰区", "upload", SENDS, publishing("鱼峰区"), by("accept")),
    Deed("publish the city", "upload", SENDS, publishing("柳州市"), by("accept")),
    Deed("take back the clerk's", "history", OWN, undoing("withdraw", "clerk"), by("withdraw")),
    Deed("take back another's", "history", KEEPER, undoing("withdraw", "somebody"), by("withdraw")),
    Deed("roll back the clerk's", "history", OWN, undoing("rollback", "clerk"), by("rollback")),
    Deed("roll back another's", "history", KEEPER, undoing("rollback", "somebody"), by("rollback")),
    Deed("correct the clerk's", "history", OWN, correcting("clerk"), by("correct")),
    Deed("correct another's", "history", KEEPER, correcting("somebody"), by("correct")),
    Deed("open a lock", "history", KEEPER, unlocking, by("unlock")),
    Deed("withdraw demonstrations", "history", KEEPER, withdrawing_demonstrations, by("withdraw")),
    Deed("note a decision on 鹿寨县", "decisions", CLERKS, deciding("450223"), by("accept")),
    Deed("note a decision on 鱼峰区", "decisions", SENDS, deciding("450203"), by("accept")),
    Deed("teach a word", "upload", CLERKS, teaching, is_taught),
    Deed("add a person", "people", KEEPER, adding, account(lambda found: found.must_change)),
    Deed("disable a person", "people", KEEPER, about_somebody("people-disable"),
         account(lambda found: found.disabled)),
    Deed("reset a password", "people", KEEPER, about_somebody("people-reset"),
         account(lambda found: found.must_change)),
    Deed("end a session", "sessions", KEEPER, ending, is_over),
    Deed("ask in SQL", "sql", frozenset({"analyst"}), asking, noted("sql")),
]  # fmt: skip
ANSWERS = [
    Deed("approve", "history", frozenset({"reviewer"}), answering("waiting-approve"), is_approved),
    Deed(
        "send back", "history", frozenset({"clerk", "reviewer"}), answering("waiting-send-back"), is_sent_back
    ),
]
