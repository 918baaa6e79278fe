"""The settings as the program reads them: typed, one class a section; table.csv has defaults and words."""

from dataclasses import dataclass


class Secret(str):
    """A text that never shows itself, in no log and no page."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "Secret(…)" if self else "Secret('')"


@dataclass(frozen=True)
class People:
    """Who is let in, and for how long."""

    sign_in: str
    user: str
    idle_minutes: int
    absolute_hours: int
    attempts: int
    lock_minutes: int
    password_length: int
    wall_pages: tuple[str, ...]
    enterprise_rows: str


@dataclass(frozen=True)
class Server:
    """Where it listens, under which names, and how much one person may ask."""

    address: str
    port: int
    hosts: tuple[str, ...]
    origins: tuple[str, ...]
    public_url: str
    certificate: str
    key: str
    proxies: tuple[str, ...]
    requests_per_minute: int
    messages_per_minute: int
    sign_ins_per_minute: int
    body_kilobytes: int
    metrics_token: Secret


@dataclass(frozen=True)
class Uploads:
    """How much one person may send in a day."""

    day_megabytes: int
    day_files: int


@dataclass(frozen=True)
class Oidc:
    """A provider of OpenID Connect; off without an issuer."""

    issuer: str
    client_id: str
    client_secret: Secret
    prompt: str
    scopes: tuple[str, ...]
    label: str
    label_en: str


@dataclass(frozen=True)
class Cas:
    """A CAS 3.0 server; off without an address."""

    url: str
    label: str
    label_en: str


@dataclass(frozen=True)
class Header:
    """A reverse proxy that says who asks, in a signed header; off without a name."""

    name: str
    secret: Secret
    seconds: int


@dataclass(frozen=True)
class Logs:
    """What the server writes of itself."""

    form: str
    level: str


@dataclass(frozen=True)
class Audit:
    """How long it is remembered who did what."""

    keep_days: int


@dataclass(frozen=True)
class Care:
    """From when on administrators are told that something is to be done."""

    backup_days: int
    verify_days: int
    disk_percent: int
    unused_days: int


@dataclass(frozen=True)
class Settings:
    """All of them; `reading.current` makes it."""

    people: People
    server: Server
    uploads: Uploads
    oidc: Oidc
    cas: Cas
    header: Header
    logs: Logs
    audit: Audit
    care: Care

    @property
    def tls(self) -> bool:
        """Whether browsers come over HTTPS: by certificate files of ours, or by the proxy in front."""
        return bool(self.server.certificate) or self.server.public_url.startswith("https://")
