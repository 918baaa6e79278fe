"""CAS 3.0: whose ticket it is, and that nothing but a plain answer of success lets anybody in."""

from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from data.people import cas
from data.people.identify import Identity, NotProven
from tests.support import providers
from tests.support.providers import cas_success

NOW = 1_790_000_000.0
URL, SERVICE = "https://cas.example.cn/cas", "https://peak.example.cn/sign-in/cas?state=s"
USER = "<cas:user>wang</cas:user>"


@pytest.fixture
def server(tmp_path: Path) -> cas.Server:
    return cas.Server(tmp_path, f"{URL}/")


def test_a_ticket_is_the_persons_once(server: cas.Server, monkeypatch: pytest.MonkeyPatch) -> None:
    told = (
        "<cas:attributes><cas:mail>a@b</cas:mail><cas:displayName> 王五 </cas:displayName></cas:attributes>"
    )
    asked = providers.served(monkeypatch, providers.cas(cas_success(USER + told), cas_success(USER)))
    assert server.address(SERVICE).startswith(f"{URL}/login?service=https%3A%2F%2Fpeak")
    assert server.identify("ST-1-abc", SERVICE, NOW) == Identity("wang", URL, "王五")
    query = parse_qs(urlsplit(str(asked[0].url)).query)
    assert asked[0].url.path == "/cas/p3/serviceValidate"
    assert query == {"service": [SERVICE], "ticket": ["ST-1-abc"]}
    with pytest.raises(NotProven, match="used_before"):
        server.identify("ST-1-abc", SERVICE, NOW)
    assert server.identify("ST-2-abc", SERVICE, NOW) == Identity("wang", URL)


@pytest.mark.parametrize("ticket", ["", "PT-1", "ST-", "ST-a b", "ST-a\nb", "ST-" + "x" * 300, "ST-王"])
def test_what_is_no_ticket_is_not_asked_about(
    ticket: str, server: cas.Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = providers.served(monkeypatch, providers.cas())
    with pytest.raises(NotProven, match="ticket_wrong"):
        server.identify(ticket, SERVICE, NOW)
    assert asked == []


NS = 'xmlns:cas="http://www.yale.edu/tp/cas"'
FAILURE = '<cas:authenticationFailure code="INVALID_TICKET">no</cas:authenticationFailure>'
ENTITY = (
    f'<!DOCTYPE a [<!ENTITY x "wang">]><cas:serviceResponse {NS}><cas:authenticationSuccess>'
    "<cas:user>&x;</cas:user></cas:authenticationSuccess></cas:serviceResponse>"
)
ANSWERS = {
    "a failure": f"<cas:serviceResponse {NS}>{FAILURE}</cas:serviceResponse>",
    "nothing": f"<cas:serviceResponse {NS}/>",
    "a failure beside a success": cas_success(f"{USER}</cas:authenticationSuccess>{FAILURE}<cas:x>").replace(
        "<cas:x></cas:authenticationSuccess>", ""
    ),
    "another namespace": cas_success(USER).replace("www.yale.edu", "evil.example"),
    "another root": cas_success(USER).replace("cas:serviceResponse", "cas:other"),
    "two successes": cas_success(f"{USER}</cas:authenticationSuccess><cas:authenticationSuccess>{USER}"),
    "two users": cas_success(USER * 2),
    "no user": cas_success(""),
    "an empty user": cas_success("<cas:user> </cas:user>"),
    "a user of elements": cas_success("<cas:user><b>wang</b></cas:user>"),
    "a comment within": cas_success("<cas:user>admin<!-- -->.evil</cas:user>"),
    "an entity": ENTITY,
    "no XML": "yes\nwang\n",
    "half of it": cas_success(USER)[:-12],
    "an encoding of its own": '<?xml version="1.0" encoding="rot13"?>' + cas_success(USER),
    "too much": cas_success(USER + "<cas:x>" + "y" * 300_000 + "</cas:x>"),
}  # fmt: skip


@pytest.mark.parametrize("why", ANSWERS)
def test_nothing_but_a_plain_success_lets_anybody_in(
    why: str, server: cas.Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    providers.served(monkeypatch, providers.cas(ANSWERS[why]))
    if why == "a comment within":
        assert server.identify("ST-1", SERVICE, NOW).subject == "admin.evil", "read whole, not to the comment"
        return
    with pytest.raises(NotProven):
        server.identify("ST-1", SERVICE, NOW)


def test_a_server_without_tls_is_not_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = providers.served(monkeypatch, providers.cas())
    with pytest.raises(NotProven, match="TLS"):
        cas.Server(tmp_path, "http://cas.example.cn").identify("ST-1", SERVICE, NOW)
    assert asked == []
