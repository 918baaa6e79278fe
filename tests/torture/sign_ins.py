"""Sign-ins that must be refused, mutated at random: by form, a real OpenID provider, a CAS server, cookie.

Then many at once: guesses at one account, and sessions that are revoked while they ask.
"""

import asyncio
import random
import re
import string
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from urllib.parse import parse_qs, quote, urlencode, urlsplit

import httpx
import pytest

from data.people import attempts, fetching, oidc, passwords
from data.people.accounts import Accounts
from data.people.sessions import Sessions
from data.settings.sections import Secret
from setup.gate import front
from tests.gate.asked import PASSWORD, Answer, Browser, gate_of, with_accounts
from tests.gate.test_refused_forms import begun
from tests.gate.test_refused_sessions import PLACES
from tests.support import providers, real_provider
from tests.support.people import CHEAP
from tests.support.providers import cas_success
from tests.torture import apart
from tests.torture.figures import Figures, Scale

WANTED = 150
SEED = 20261127
CAS = "https://cas.example.cn/cas"
BACK, CAS_BACK = "/sign-in/oidc/back", "/sign-in/cas/back"
LETTERS = string.ascii_letters + string.digits + "-_.%&=;'\"\\/ \u4e00\u200b\uff10"
Way = Callable[["Trial"], Awaitable[Answer | None]]


def run(scale: Scale) -> Figures:
    """So many of each way."""
    figures = Figures("sign_ins")
    apart.figured(figures, __name__, scale.of(4, 40, 250))
    figures.need("refused sign-ins", sum(line.done for line in figures.lines), scale.of(16, WANTED, WANTED))
    return figures


class Trial:
    """One sign-in that is spoilt at random, in a browser of its own."""

    def __init__(self, store: Path, patch: pytest.MonkeyPatch, provider: str, number: int) -> None:
        self.store, self.patch, self.provider = store, patch, provider
        self.random = random.Random(SEED + number)
        self.browser = Browser(self.gate(), address=f"10.{number >> 16}.{number >> 8 & 255}.{number & 255}")
        self.told = ""

    def gate(self) -> front.Gate:
        """A gate with both providers."""
        return gate_of(
            oidc={"issuer": self.provider, "client_id": "peak", "client_secret": Secret("geheim")},
            cas={"url": CAS},
        )

    def spoilt(self, text: str) -> str:
        """Another text: letters changed, left out, added, doubled, in another case, cut off, or foreign."""
        draw = self.random
        while True:
            place = draw.randrange(len(text) + 1)
            changed = draw.choice([
                text[:place] + draw.choice(LETTERS) + text[place + 1 :], text[:place] + text[place + 1 :],
                text[:place] + draw.choice(LETTERS) + text[place:], text[:place], text[place:], text * 2,
                text.swapcase(), text[::-1], "".join(draw.choice(LETTERS) for _ in text), "",
            ])  # fmt: skip
            if changed != text:
                self.told = f"{text[:30]!r} → {changed[:60]!r}"
                return changed

    def spoil_cookie(self, name: str) -> None:
        """Another value of a cookie; what stands around it in a header is no part of it."""
        held = self.browser.cookies[name]
        changed = self.spoilt(held).replace(";", "").strip(' "')
        self.browser.cookies[name] = "" if changed == held else changed


async def by_form(trial: Trial) -> Answer | None:
    """The form with a token, cookie, name, password, origin, host or kind that is not right."""
    browser = trial.browser
    form = await browser.ask("/sign-in")
    fields = {"token": form.token, "name": "li", "password": PASSWORD}
    what = trial.random.choice(["token", "password", "cookie", "origin", "host", "content-type"])
    if what in fields:
        fields[what] = trial.spoilt(fields[what])
    elif what == "cookie":
        trial.spoil_cookie("peak_browser")
    headers = {"origin": f"http://{browser.host}", "host": browser.host}
    headers["content-type"] = "application/x-www-form-urlencoded"
    if what in headers:
        headers[what] = trial.spoilt(headers[what])
        if headers[what].lower().split(";")[0].strip() == "application/x-www-form-urlencoded":
            headers[what] = "text/plain"  # another case of a kind is the same kind
    if headers["origin"].lower() == f"http://{headers['host'].lower()}":
        headers["origin"] = "http://evil.example"  # both spoilt in the same way would be another name of ours
    return await browser.ask("/sign-in", "POST", fields, **headers)


async def by_openid(trial: Trial) -> Answer | None:
    """A real provider's answer with another state, code or cookie, or with a token changed on its way."""
    browser = trial.browser
    there = await browser.ask("/sign-in/oidc?next=/tasks")
    query = await asyncio.to_thread(real_provider.agreed, there.place, "u-1")
    fields = {name: values[0] for name, values in parse_qs(query).items()}
    what = trial.random.choice(["state", "code", "cookie", "token", "head", "claims", "iss"])
    if what in ("state", "code"):
        fields[what] = trial.spoilt(fields[what])
    elif what == "iss":
        fields["iss"] = trial.spoilt(trial.provider)
    elif what == "cookie":
        trial.spoil_cookie("peak_browser")
    else:
        place = {"head": 0, "claims": 1, "token": 2}[what]
        trial.patch.setattr(fetching, "client", lambda: changed_on_its_way(trial, place))
    return await browser.ask(f"{BACK}?{urlencode(fields)}")


def changed_on_its_way(trial: Trial, place: int) -> httpx.Client:
    """A client that has one part of the id_token spoilt in whatever the provider answers."""

    def answer(request: httpx.Request) -> httpx.Response:
        with httpx.Client(trust_env=False) as real:
            told = real.request(request.method, request.url, headers=request.headers, content=request.content)
        if "id_token" not in told.text:
            return httpx.Response(told.status_code, content=told.content)
        made = told.json()
        parts = made["id_token"].split(".")
        parts[place] = trial.spoilt(parts[place])
        if place == 2 and decoded(parts[2]) == decoded(made["id_token"].split(".")[2]):
            parts[2] = "AAAA" + parts[2][4:]  # bits beyond the last byte say nothing
        return httpx.Response(200, json={**made, "id_token": ".".join(parts)})

    return httpx.Client(transport=httpx.MockTransport(answer))


def decoded(part: str) -> str:
    """A part without the bits that a reader may leave out."""
    return re.sub(r"[^\w-]", "", part)[:-1]


async def by_cas(trial: Trial) -> Answer | None:
    """A ticket, a state or a cookie that is not right, or a document that was changed."""
    browser = trial.browser
    there = await browser.ask("/sign-in/cas?next=/tasks")
    service = parse_qs(urlsplit(there.place).query)["service"][0]
    state, ticket = parse_qs(urlsplit(service).query)["state"][0], f"ST-{trial.random.getrandbits(64)}"
    what = trial.random.choice(["state", "ticket", "cookie", "document", "document"])
    document = cas_success("<cas:user>wang</cas:user>")
    if what == "document":
        word = trial.random.choice(["wang", "Success", "serviceResponse", "yale"])
        cut = document[: trial.random.randrange(len(document))]
        renamed = document.replace(word, trial.spoilt(word).strip().replace("<", "") or "x")
        document = trial.random.choice([cut, renamed, renamed, document * 2, document[::-1]])
    known = {ticket: document}

    def answer(request: httpx.Request) -> httpx.Response:
        asked = {name: values[0] for name, values in parse_qs(request.url.query.decode()).items()}
        is_right = asked.get("service") == service and asked.get("ticket") in known
        failure = document.replace("Success", "Failure")
        return httpx.Response(200, content=(document if is_right else failure).encode("utf-8", "replace"))

    providers.served(trial.patch, answer)
    if what == "state":
        state = trial.spoilt(state)
    elif what == "ticket":
        ticket = trial.spoilt(ticket)
    elif what == "cookie":
        trial.spoil_cookie("peak_browser")
    return await browser.ask(f"{CAS_BACK}?state={quote(state)}&ticket={quote(ticket)}")


async def by_cookie(trial: Trial) -> Answer | None:
    """The cookie of a session that holds, spoilt: neither page nor index nor picture nor websocket."""
    browser = trial.browser
    await browser.sign_in()
    trial.spoil_cookie("peak_session")
    path = trial.random.choice(sorted(PLACES))
    told = await browser.ask(path)
    shut = await browser.line([])
    return told if [one["type"] for one in shut] == ["websocket.close"] else None


WAYS: dict[str, Way] = {
    "by the form": by_form, "by OpenID Connect": by_openid, "by CAS": by_cas, "by a cookie": by_cookie,
}  # fmt: skip


async def refused(name: str, trial: Trial) -> str:
    """Why a trial did not hold; nothing where it did."""
    attempts.forget(trial.store, "li")
    before = begun(trial.store)
    answer = await WAYS[name](trial)
    wanted = before + (name == "by a cookie")  # one session was begun before its cookie was spoilt
    if answer is None or "inside" in answer.body or answer.status >= 500:
        return f"{trial.told}: {answer}"
    if begun(trial.store) != wanted or (name != "by a cookie" and "peak_session" in trial.browser.cookies):
        return f"{trial.told}: a session was begun"
    return f"{trial.told}: is in" if await trial.browser.is_in() else ""


async def guesses(store: Path, patch: pytest.MonkeyPatch, provider: str, count: int) -> list[str]:
    """Many guesses at one account at once from many addresses, the right one among the last."""
    trials = [Trial(store, patch, provider, 500_000 + number) for number in range(count)]
    gate = trials[0].browser.gate

    async def guess(trial: Trial, word: str) -> int:
        trial.browser.gate = gate
        return (await trial.browser.sign_in("zhao", word)).status

    told = await asyncio.gather(*(guess(trial, f"guess {n}") for n, trial in enumerate(trials)))
    late = await guess(Trial(store, patch, provider, 600_000), PASSWORD)
    looked = told.count(403)
    wrong = [] if set(told) <= {403, 429} and late == 429 else [f"{sorted(set(told))}, then {late}"]
    return wrong + ([] if looked <= attempts.free("account") + 2 else [f"{looked} guesses were looked at"])


async def revocations(store: Path, patch: pytest.MonkeyPatch, provider: str, count: int) -> list[str]:
    """Sessions that ask while they are revoked, in random order: nothing that is asked later gets in."""
    wrong: list[str] = []
    browsers = [Trial(store, patch, provider, 700_000 + number).browser for number in range(count)]
    for browser in browsers:
        browser.gate = browsers[0].gate
        await browser.sign_in("wang")
    over: dict[int, float] = {}

    async def asks(number: int) -> None:
        for _ in range(6):
            began = time.monotonic()
            if (await browsers[number].ask("/overview")).status == 200 and began > over.get(number, began):
                wrong.append(f"session {number} got in {began - over[number]:.3f} s after its end")

    async def revokes(number: int) -> None:
        person = Sessions(store).look(browsers[number].cookies["peak_session"], time.time())
        assert person is not None
        await asyncio.to_thread(Sessions(store).revoke, person.session, time.time())
        over[number] = time.monotonic()

    works = [work(number) for number in range(count) for work in (asks, revokes)]
    random.Random(SEED).shuffle(works)
    await asyncio.gather(*works)
    return wrong + [f"session {n} is still in" for n, one in enumerate(browsers) if await one.is_in()]


def main(count: int) -> None:
    """Prints the figures."""
    lines: list[tuple[str, int, list[str], str]] = []
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        store = Path(folder) / "store"
        patch.setenv("PEAK_STORE", str(store))
        patch.setattr(passwords, "HASHER", CHEAP)
        accounts: Accounts = with_accounts(store, "li", "zhao", "wang")
        with real_provider.serving() as provider:
            accounts.link("li", "u-1", provider)
            accounts.link("wang", "wang", CAS)
            for place, name in enumerate(WAYS):
                wrong = list[str]()
                for number in range(count):
                    with pytest.MonkeyPatch.context() as own:
                        oidc.forget()
                        trial = Trial(store, own, provider, place * 100_000 + number)
                        wrong += filter(None, [asyncio.run(refused(name, trial))])
                lines.append((name, count, wrong, f"seed {SEED}"))
            many = max(count, 20)
            wrong = asyncio.run(guesses(store, patch, provider, many))
            lines.append(("guesses at once", many, wrong, ""))
            wrong = asyncio.run(revocations(store, patch, provider, min(count, 20)))
            lines.append(("revoked while they ask", min(count, 20), wrong, ""))
    apart.told(lines)


if __name__ == "__main__":
    main(int(sys.argv[1]))
