"""Every wrong value and every wrong combination is told in words."""

import json
from pathlib import Path

import pytest

from data.settings import __main__ as command
from data.settings import checking, reading

WRONG = [
    ("[people]\nidle_minutes = 0", "people.idle_minutes", "1 至 1440"),
    ("[people]\nidle_minutes = true", "people.idle_minutes", "整数"),
    ("[people]\nidle_minutes = 1.5", "people.idle_minutes", "整数"),
    ("[people]\nidle_minutes = 700\nabsolute_hours = 1", "people.idle_minutes", "最长登录时间"),
    ('[people]\nsign_in = "nobody"', "people.sign_in", "accounts、machine"),
    ("[people]\nsign_in = 1", "people.sign_in", "文字"),
    ('[people]\nsign_in = "machine"\n[server]\naddress = "0.0.0.0"', "people.sign_in", "127.0.0.1"),
    ("[people]\nwall_pages = 5", "people.wall_pages", "若干文字"),
    ("[people]\nidel_minutes = 5", "people.idel_minutes", "people.idle_minutes"),
    ("[pepole]\nidle_minutes = 5", "pepole.idle_minutes", "people.idle_minutes"),
    ("idle_minutes = 5", "idle_minutes", "没有这个设置"),
    ('[server]\nport = "many"', "server.port", "整数"),
    ("[server]\nport = 70000", "server.port", "65535"),
    ('[server]\ncertificate = "/nonexistent/cert.pem"', "server.certificate", "没有这个文件"),
    ('[server]\nkey = "{here}"', "server.certificate", "一起"),
    ('[server]\nkey = "{here}"\ncertificate = "{here}"', "server.certificate", "不能用"),
    ('[server]\norigins = ["peak.example.cn"]', "server.origins", "https://"),
    ('[server]\nhosts = ["https://peak.example.cn"]', "server.hosts", "主机名"),
    ('[server]\nhosts = ["peak.example.cn:8501"]', "server.hosts", "主机名"),
    ('[server]\nhosts = ["*"]', "server.hosts", "主机名"),
    ('[server]\npublic_url = "peak.example.cn"', "server.public_url", "http"),
    ('[server]\npublic_url = "https://a:b@peak.example.cn"', "server.public_url", "账号"),
    ('[oidc]\nissuer = "https://id.example.cn"', "oidc.client_id", "oidc.issuer"),
    ('[oidc]\nissuer = "http://id.example.cn"\nclient_id = "x"', "oidc.issuer", "https"),
    ('[oidc]\nclient_secret_file = "/nonexistent/secret"', "oidc.client_secret", "读不了"),
    ('[oidc]\nclient_secret_file = "{empty}"', "oidc.client_secret", "空"),
    ('[cas]\nurl = "http://cas.example.cn/cas"', "cas.url", "https"),
    (
        '[oidc]\nissuer = "https://a.cn"\nclient_id = "x"\n[server]\naddress = "0.0.0.0"',
        "server.public_url",
        "统一",
    ),
    (
        '[cas]\nurl = "https://cas.example.cn"\n[server]\nhosts = ["peak.example.cn"]',
        "server.public_url",
        "统一",
    ),
    ('[header]\nname = "X-Peak"', "header.secret", "header.name"),
    ("[limits]\nrows = 0", "limits.rows", "至少 1"),
    ("[audit]\nkeep_days = 7", "audit.keep_days", "180"),
    ("[people", "*", "TOML"),
]


@pytest.mark.parametrize(("text", "name", "word"), WRONG)
def test_every_wrong_value_is_told_in_words_and_stops_the_start(
    text: str, name: str, word: str, said: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    empty = said.with_name("empty")
    empty.touch()
    said.write_text(text.replace("{here}", str(said)).replace("{empty}", str(empty)))
    faults = checking.check().faults
    assert [one for one in faults if one.name == name and word in one.zh and one.en], faults
    with pytest.raises(reading.WrongSettings, match=name.replace("*", r"\*")):
        checking.assured()
    assert command.main(["check", "--json"]) == 1
    assert name in [one["name"] for one in json.loads(capsys.readouterr().out)["faults"]]


def test_what_is_open_to_others_without_encryption_is_remarked(said: Path) -> None:
    said.write_text('[people]\nsign_in = "accounts"\n[server]\naddress = "0.0.0.0"\n')
    checked = checking.check()
    assert checked.faults == []
    assert [one.name for one in checked.remarks] == ["server.certificate", "server.hosts"]
    assert not reading.current().tls


@pytest.mark.parametrize(
    ("server", "names"),
    [
        ('public_url = "https://peak.example.cn"', ["server.proxies", "server.public_url"]),
        ('public_url = "http://peak.example.cn"', ["server.proxies"]),
        ('public_url = "https://peak.example.cn"\nproxies = ["127.0.0.1"]', []),
        ("", []),
    ],
)
def test_an_address_of_a_proxy_that_nobody_named_is_remarked(
    server: str, names: list[str], said: Path
) -> None:
    said.write_text(f"[server]\n{server}\n")
    checked = checking.check()
    assert [one.name for one in checked.remarks] == names and checked.faults == []
    assert all(one.zh and one.en for one in checked.remarks)


def test_a_provider_needs_no_public_url_on_this_machine_alone(said: Path) -> None:
    said.write_text('[cas]\nurl = "https://cas.example.cn"\n')
    assert checking.check().faults == []
