"""Says what is wrong with the settings: single values, and values that do not go together."""

import ssl
from dataclasses import dataclass
from pathlib import Path

from data.settings import reading
from data.settings.reading import Fault, Known

LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})


@dataclass(frozen=True)
class Checked:
    """What stops the start, and what is only worth knowing."""

    faults: list[Fault]
    remarks: list[Fault]


def check() -> Checked:
    """Everything that is wrong or worth knowing, in words; never raises."""
    held = reading.known()
    return Checked([*reading.faults(), *_together(held)], _remarks(held))


def assured() -> None:
    """Raises WrongSettings where the server must not start."""
    wrong = check().faults
    if wrong:
        raise reading.WrongSettings(wrong)


def _fault(held: dict[str, Known], name: str, zh: str, en: str) -> Fault:
    return Fault(name, held[name].source, zh, en)


def _together(held: dict[str, Known]) -> list[Fault]:
    values = {name: one.value for name, one in held.items()}
    found = [*_certificate(held)]
    if int(str(values["people.idle_minutes"])) > 60 * int(str(values["people.absolute_hours"])):
        zh = "空闲时限比最长登录时间还长"
        found.append(
            _fault(held, "people.idle_minutes", zh, "is longer than a session may last (absolute_hours)")
        )
    if values["people.sign_in"] == "machine" and values["server.address"] not in LOOPBACK:
        zh = "不登录（machine）只能用在本机：server.address 应为 127.0.0.1"
        found.append(
            _fault(
                held, "people.sign_in", zh, "nobody signs in with machine: server.address must be 127.0.0.1"
            )
        )
    for section, needs in (("oidc.issuer", "oidc.client_id"), ("header.name", "header.secret")):
        if values[section] and not values[needs]:
            found.append(_fault(held, needs, f"设了 {section} 就必须设置", f"is needed with {section}"))
    for name in ("oidc.issuer", "cas.url"):
        address = str(values[name])
        if address.startswith("http://") and address.split("/")[2].rsplit(":", 1)[0] not in LOOPBACK:
            zh = "统一身份认证的地址应为 https://，否则路上可以冒充"
            found.append(
                _fault(held, name, zh, "must be https://, or somebody on the way can pretend to be it")
            )
    if (values["oidc.issuer"] or values["cas.url"]) and not values["server.public_url"] and _is_reached(held):
        zh = "用统一身份认证就必须设置：登录后回到哪里不能由访客的浏览器说了算"
        en = (
            "is needed with oidc or cas: where people come back to must not be for a visitor's browser to say"
        )
        found.append(_fault(held, "server.public_url", zh, en))
    found += [
        _fault(held, "server.origins", f"应形如 https://peak.example.cn：{one}", f"like https://…: {one}")
        for one in _texts(values["server.origins"])
        if "://" not in one or one.count("/") != 2
    ]
    found += [
        _fault(held, "server.hosts", f"只写主机名，不写协议、端口和路径：{one}", f"a host name only: {one}")
        for one in _texts(values["server.hosts"])
        if "/" in one or (one.count(":") == 1) or one.strip("*.") == ""
    ]
    return found


def _is_reached(held: dict[str, Known]) -> bool:
    """Whether others reach the server: by its address, or by a name that is not this machine's own."""
    known = set(_texts(held["server.hosts"].value))
    return held["server.address"].value not in LOOPBACK or not known <= LOOPBACK


def _certificate(held: dict[str, Known]) -> list[Fault]:
    certificate, key = str(held["server.certificate"].value), str(held["server.key"].value)
    if not certificate and not key:
        return []
    if not (certificate and key):
        name = "server.key" if certificate else "server.certificate"
        return [_fault(held, name, "证书和私钥要一起设置", "certificate and key are set together")]
    try:
        ssl.create_default_context(ssl.Purpose.CLIENT_AUTH).load_cert_chain(certificate, key)
    except (OSError, ValueError) as wrong:
        said = str(wrong)
        zh = f"证书与私钥不能用：{said}"
        return [_fault(held, "server.certificate", zh, f"certificate and key cannot be used: {said}")]
    return []


def _remarks(held: dict[str, Known]) -> list[Fault]:
    values = {name: one.value for name, one in held.items()}
    found = []
    outside = values["server.address"] not in LOOPBACK
    public = str(values["server.public_url"])
    if outside and not values["server.certificate"] and not public.startswith("https://"):
        zh = "从别的机器来的密码和会话不加密：请设置证书，或在前面放反向代理并设 public_url"
        en = "passwords from other machines come unencrypted: set a certificate, or a proxy and public_url"
        found.append(_fault(held, "server.certificate", zh, en))
    if public and not values["server.certificate"] and not values["server.proxies"]:
        zh = "设了 public_url 却没有说反向代理的地址：所有来访者会算作同一个地址，一人输错密码、别人也要等"
        en = "public_url without the proxy's address: all visitors count as one and wait for each other"
        found.append(_fault(held, "server.proxies", zh, en))
        if public.startswith("https://"):
            zh = "写着 https://，但本机没有证书，也没有可信的反向代理：若前面没有代理加密，就登录不了"
            en = "says https://, but there is neither a certificate nor a proxy that is believed: " + (
                "unless something in front speaks TLS, nobody can sign in"
            )
            found.append(_fault(held, "server.public_url", zh, en))
    if outside and set(_texts(values["server.hosts"])) <= LOOPBACK:
        zh = "别的机器用的主机名不在其中，会被拒绝"
        found.append(
            _fault(held, "server.hosts", zh, "names that other machines use are not listed: refused")
        )
    key = str(values["server.key"])
    if key and Path(key).is_file() and Path(key).stat().st_mode & 0o077:
        found.append(_fault(held, "server.key", "私钥别人也能读", "the key can be read by others"))
    return found


def _texts(value: object) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else ()
