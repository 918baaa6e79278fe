"""The files for running it elsewhere hold what they promise: units, container, compose, proxies, bundle."""

import configparser
import http.client
import http.server
import re
import shutil
import subprocess
import tarfile
import threading
from pathlib import Path
from typing import Any

import pytest
import yaml  # type: ignore[import-untyped]

from data.settings import reading
from data.settings.catalogue import variables
from setup import bundle
from setup.deploy import healthy
from tests.support import certificates

ROOT = Path(__file__).resolve().parents[1]
DEPLOY = ROOT / "setup" / "deploy"
UNITS = sorted([*DEPLOY.glob("*.service"), *DEPLOY.glob("*.timer")])
MACHINES = {"PEAK_STORE", "PEAK_SETTINGS"}  # said by the environment alone
OTHERS = {"PEAK_NAME", "PEAK_BACKUP", "PEAK_ETC"}  # of the compose file itself


def unit(path: Path) -> configparser.ConfigParser:
    """A unit's sections; a name that stands several times keeps its last value."""
    parser = configparser.ConfigParser(strict=False, interpolation=None, delimiters=("=",))
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    parser.read(path, encoding="utf-8")
    return parser


def compose() -> dict[str, Any]:
    made: dict[str, Any] = yaml.safe_load((DEPLOY / "compose.yml").read_text(encoding="utf-8"))
    return made


def instructions() -> list[tuple[str, str]]:
    """The instructions of the Dockerfile with what they say, continued lines joined."""
    text = re.sub(r"\\\n\s*", "", (DEPLOY / "Dockerfile").read_text(encoding="utf-8"))
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    return [(line.split(None, 1)[0], line.split(None, 1)[1]) for line in lines]


@pytest.mark.parametrize("path", UNITS, ids=lambda path: path.name)
def test_every_unit_stands_by_itself_and_services_can_do_little(path: Path) -> None:
    found = unit(path)
    assert found["Unit"]["Description"]
    if path.suffix == ".timer":
        assert found["Timer"]["Persistent"] == "true" and (DEPLOY / found["Timer"]["Unit"]).exists()
        assert found["Install"]["WantedBy"] == "timers.target"
        return
    service = found["Service"]
    assert service["User"] == "peak" and service["NoNewPrivileges"] == "yes" and service["UMask"] == "0077"
    assert service["ProtectSystem"] == "strict" and service["CapabilityBoundingSet"] == ""
    for module in re.findall(r"-m ([a-z.]+)", path.read_text(encoding="utf-8")):
        place = ROOT / module.replace(".", "/")
        assert (place / "__main__.py").exists(), module
    for script in re.findall(r"python (setup/\S+)", path.read_text(encoding="utf-8")):
        assert (ROOT / script).exists(), script


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="no systemd on this machine")
def test_systemd_itself_finds_no_fault_in_the_units(tmp_path: Path) -> None:
    for path in UNITS:
        text = path.read_text(encoding="utf-8").replace("/opt/peak/.venv/bin/python", "/bin/true")
        (tmp_path / path.name).write_text(text, encoding="utf-8")
    names = [str(tmp_path / path.name) for path in UNITS]
    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", *names], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_the_image_is_pinned_runs_as_nobody_in_particular_and_says_whether_it_is_ready() -> None:
    found = instructions()
    assert {name for name, _ in found} <= {
        "FROM", "WORKDIR", "COPY", "RUN", "ENV", "USER", "VOLUME", "EXPOSE", "HEALTHCHECK", "CMD",
    }  # fmt: skip
    froms = [text for name, text in found if name == "FROM"]
    assert all(re.match(r"python:3\.1[123]\.\d+-slim-bookworm\b", text) for text in froms)
    names = [name for name, _ in found]
    assert names.index("USER") > max(n for n, name in enumerate(names) if name == "RUN")
    assert dict(found)["USER"] == "peak" and names.count("CMD") == names.count("HEALTHCHECK") == 1
    runs = " ".join(text for name, text in found if name == "RUN")
    assert "--require-hashes" in runs and "--no-cache-dir" in runs and "sudo" not in runs
    for source in [text.split() for name, text in found if name == "COPY" and "--from" not in text]:
        assert all((ROOT / one).exists() for one in source[:-1]), source
    taken = {line.strip("!/") for line in (ROOT / ".dockerignore").read_text().splitlines() if line[0] == "!"}
    copied = {
        one for name, text in found if name == "COPY" and "--from" not in text for one in text.split()[:-1]
    }
    assert copied <= taken and "data/store" in (ROOT / ".dockerignore").read_text()


def test_the_compose_file_lets_nobody_past_the_proxy() -> None:
    services = compose()["services"]
    assert set(services) == {"dashboard", "proxy", "backup"} and "ports" not in services["dashboard"]
    assert services["proxy"]["depends_on"]["dashboard"]["condition"] == "service_healthy"
    address = services["proxy"]["networks"]["inside"]["ipv4_address"]
    assert services["dashboard"]["environment"]["PEAK_PROXIES"] == address
    assert compose()["networks"]["inside"]["internal"] is True
    for name, service in services.items():
        assert service["cap_drop"] == ["ALL"] and service["read_only"] is True, name
        assert "build" in service or re.search(r":[\w.-]+$", service["image"]), "a tag, never the latest"
    own = services["dashboard"]["networks"]["inside"]["ipv4_address"]
    assert f"reverse_proxy {own}:8501" in (DEPLOY / "Caddyfile").read_text(encoding="utf-8")
    caddy = (DEPLOY / "Caddyfile").read_text(encoding="utf-8")
    assert caddy.count("{") == caddy.count("}")
    nginx = (DEPLOY / "nginx.conf").read_text(encoding="utf-8")
    assert nginx.count("{") == nginx.count("}") and "proxy_set_header Upgrade" in nginx


def test_every_variable_that_the_files_set_is_a_setting() -> None:
    told = {
        name
        for path in DEPLOY.iterdir()
        if path.is_file()
        for name in re.findall(r"\bPEAK_[A-Z_]+[A-Z]\b", path.read_text(encoding="utf-8"))
    }
    assert told and told - OTHERS <= MACHINES | set(variables())


@pytest.mark.parametrize(("status", "answer"), [(200, 0), (503, 1)])
def test_a_container_is_healthy_when_the_server_is_ready(
    status: int, answer: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    class Answers(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(status)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Nothing of it is printed."""

    with http.server.HTTPServer(("127.0.0.1", 0), Answers) as server:
        threading.Thread(target=server.handle_request, daemon=True).start()
        monkeypatch.setenv("PEAK_PORT", str(server.server_port))
        assert healthy.main() == answer and asked == ["/healthz"]
    assert healthy.main() == 1, "nobody answers"


def test_a_container_with_certificate_files_is_asked_by_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    certificate, key = certificates.made(tmp_path)
    told = {"CERTIFICATE": certificate, "KEY": key, "PORT": 8600, "HOSTS": "*.example.cn"}
    for name, value in told.items():
        monkeypatch.setenv(f"PEAK_{name}", str(value))
    server = reading.current().server
    assert isinstance(healthy.connected(server), http.client.HTTPSConnection)
    assert healthy.name(server) == "healthy.example.cn"
    monkeypatch.setenv("PEAK_PORT", "many")
    assert healthy.main() == 1, "such a server never starts"


@pytest.mark.parametrize("arch", bundle.ARCHES)
def test_the_bundle_asks_for_wheels_of_old_systems_with_their_hashes(arch: str, tmp_path: Path) -> None:
    words = bundle.command(arch, "3.11", tmp_path)
    tags = [words[n + 1] for n, word in enumerate(words) if word == "--platform"]
    assert f"manylinux_2_28_{arch}" in tags and f"manylinux2014_{arch}" in tags
    assert not [tag for tag in tags if (found := re.match(r"manylinux_2_(\d+)_", tag)) and int(found[1]) > 28]
    assert all(tag.endswith(arch) for tag in tags)
    assert {"--require-hashes", "--only-binary=:all:", "--no-deps"} <= set(words)
    assert words[words.index("--requirement") + 1] == str(ROOT / "requirements.txt")
    assert words[words.index("--dest") + 1] == str(tmp_path) and "cp311" in words


def test_a_bundle_holds_wheels_source_and_how_to_and_says_what_is_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(bundle, "TARGET", tmp_path)
    called: list[list[str]] = []

    def fetched(words: list[str]) -> None:
        called.append(words)
        if "3.99" in words:
            raise subprocess.CalledProcessError(1, words[:3])

    monkeypatch.setattr(bundle, "run", fetched)
    monkeypatch.setattr(bundle, "unpacked", lambda source: (source / "app.py").write_text("x"))
    assert bundle.main(["--arch", "x86_64", "aarch64", "--python", "3.11", "3.12"]) == 0
    assert len(called) == 4, "two versions, for each"
    with tarfile.open(tmp_path / "peak-bundle-aarch64.tar") as packed:
        names = set(packed.getnames())
    assert {"bundle/README.txt", "bundle/source/app.py", "bundle/wheels"} <= names
    assert bundle.main(["--arch", "x86_64", "--python", "3.99"]) == 1
    assert "没有可用的轮子" in capsys.readouterr().err
    with pytest.raises(KeyError):
        bundle.platforms("riscv64")


def test_the_source_of_a_bundle_is_what_is_committed(tmp_path: Path) -> None:
    bundle.unpacked(tmp_path)
    assert (tmp_path / "setup" / "serve.py").exists() and not (tmp_path / ".venv").exists()
