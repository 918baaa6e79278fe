"""Health, figures, logs and certificates: what whoever runs the server relies on."""

import json
import logging
import re
import ssl
import time
import urllib.request
from pathlib import Path

import pytest
import uvicorn

from data.settings.sections import Secret
from queries import ask
from queries.ask import NoSnapshot
from setup import logs, options, serving, version
from setup.gate import health, metrics
from tests.gate.asked import Browser, gate_of, run
from tests.support import certificates

LABEL = r"\w+=\"[\w.]+\""
FIGURE = rf"# (HELP|TYPE) peak_\w+ .+|peak_\w+(\{{{LABEL}(,{LABEL})*\}})? [\d.e+]+"


class Told(logging.Handler):
    """Keeps what the server writes."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []
        self.setFormatter(logs.Lines())

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(self.format(record))


def test_health_is_ready_only_when_warm_and_says_nothing_else(
    people: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = Browser(gate_of())

    def asked() -> tuple[int, dict[str, object]]:
        found = run(browser.ask("/healthz"))
        return found.status, json.loads(found.body)

    health.WARM.clear()
    assert asked() == (503, {"status": "starting", "version": version.version(), "generation": None})
    health.warm()
    assert asked()[1]["status"] == "empty" and asked()[0] == 503  # nothing is published in this store
    monkeypatch.setattr(ask, "current", lambda: type("Snapshot", (), {"generation": 7, "id": "s"}))
    assert asked() == (200, {"status": "ready", "version": version.version(), "generation": 7})
    monkeypatch.setattr(ask, "current", _gone)
    assert asked()[0] == 503


def _gone() -> None:
    raise NoSnapshot("")


def test_figures_are_for_administrators_and_for_the_token(people: Path) -> None:
    async def way() -> None:
        gate = gate_of(server={"metrics_token": Secret("t" * 20)})
        browser = Browser(gate)
        assert (await browser.ask("/metrics")).status == 401
        assert (await browser.ask("/metrics", authorization="Bearer wrong")).status == 401
        assert (await browser.ask("/metrics", authorization="Bearer ")).status == 401
        for name, status in (("wang", 403), ("guan", 200)):
            one = Browser(gate)
            await one.sign_in(name)
            assert (await one.ask("/metrics")).status == status
        shown = await browser.ask("/metrics", authorization="Bearer " + "t" * 20)
        assert shown.status == 200 and shown.header("content-type").startswith("text/plain; version=0.0.4")
        for line in shown.body.splitlines():
            assert re.fullmatch(FIGURE, line), line
        assert 'peak_sign_ins_total{result="in"}' in shown.body and "wang" not in shown.body
        assert (await Browser(gate_of()).ask("/metrics", authorization="Bearer ")).status == 401

    run(way())
    assert metrics.PAGES[0] == 0


def test_the_log_names_nobody(people: Path) -> None:
    told = Told()
    root = logging.getLogger("peak")
    root.addHandler(told)
    level = root.level
    root.setLevel(logging.INFO)
    try:

        async def way() -> None:
            browser = Browser(gate_of(), address="10.77.0.9")
            await browser.sign_in("zhao", "not the password")
            await browser.sign_in("wang")
            failed = await browser.ask("/sign-in/oidc/back?code=x&state=y")
            number = re.search(r'class="id">([0-9a-f]{8})<', failed.body)
            assert number and any(json.loads(line).get("id") == number[1] for line in told.lines)

        run(way())
    finally:
        root.removeHandler(told)
        root.setLevel(level)
    events = [json.loads(line)["event"] for line in told.lines]
    assert events == ["sign_in_failed", "sign_in", "sign_in_failed"]
    for word in ("zhao", "wang", "10.77.0.9", "password is", "peak_session"):
        assert word not in "".join(told.lines)


def test_a_line_of_the_log_is_one_object_with_harmless_fields() -> None:
    record = logging.LogRecord("peak.gate", logging.WARNING, "", 0, "%s", ("said",), None)
    record.__dict__ |= {"event": "rate", "kind": "page", "name_of_somebody": "wang"}
    told = json.loads(logs.Lines().format(record))
    assert told.pop("at").endswith("+00:00")
    assert told == {"level": "warning", "from": "peak.gate", "said": "said", "event": "rate", "kind": "page"}
    assert logs.Words("%(message)s").format(record) == "said event=rate kind=page"
    record.__dict__ |= {"detail": "denied\n2026-11-27 INFO peak.gate: signed in"}  # as an address may say it
    assert len(logs.Words("%(message)s").format(record).splitlines()) == 1
    window = logging.LogRecord(
        "uvicorn.error", logging.INFO, "", 0, '%s - "WebSocket %s" 403', ("10.7.0.9", "/"), None
    )
    up = logging.LogRecord("uvicorn.error", logging.INFO, "", 0, "up", (), None)
    assert [logs.names_nobody(one) for one in (window, up)] == [False, True], "no addresses of people"


def test_streamlit_is_told_what_the_settings_say(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORWARDED_ALLOW_IPS", "127.0.0.1")
    monkeypatch.setenv("PEAK_HOSTS", "peak.example.cn,127.0.0.1")
    monkeypatch.setenv("PEAK_PORT", "8600")
    told = options.of_settings(["--server.port=1"])
    assert told[0] == "--server.address=127.0.0.1" and told[-1] == "--server.port=1"
    assert "--server.port=8600" in told and "--server.allowedHosts=peak.example.cn" in told
    assert uvicorn.Config("app").forwarded_allow_ips == ""  # nobody is believed but by our settings
    monkeypatch.setenv("PEAK_PORT", "many")
    with pytest.raises(SystemExit, match=r"server\.port"):
        options.of_settings([])


@pytest.mark.slow
def test_a_server_speaks_tls_by_certificate_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The real server with a certificate of its own: HSTS, a cookie of this host, and nothing without TLS."""
    certificate, key = certificates.made(tmp_path)
    trusted = ssl.create_default_context(cafile=str(certificate))
    monkeypatch.setattr(serving, "answers", lambda address, process: _answers(address, trusted))
    told = {"PEAK_CERTIFICATE": str(certificate), "PEAK_KEY": str(key), "PEAK_SIGN_IN": "accounts"}
    with serving.serving(PEAK_STORE=str(tmp_path / "store"), **told) as port:
        with urllib.request.urlopen(f"https://127.0.0.1:{port}/sign-in", context=trusted) as page:
            assert page.headers["strict-transport-security"] == "max-age=31536000"
            assert page.headers["set-cookie"].startswith("__Host-peak_browser=")
            assert page.headers["set-cookie"].endswith("; Secure")
        with pytest.raises(OSError):
            urllib.request.urlopen(f"http://127.0.0.1:{port}/sign-in", timeout=5)


def _answers(address: str, trusted: ssl.SSLContext) -> bool:
    for _ in range(600):
        try:
            with urllib.request.urlopen(address.replace("http:", "https:"), context=trusted, timeout=2):
                return True
        except OSError:
            time.sleep(0.1)
    return False
