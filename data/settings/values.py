"""Makes a typed value of what somebody wrote, or says in words what is wrong with it."""

import re
from pathlib import Path
from urllib.parse import urlsplit

from data.settings.catalogue import Row
from data.settings.sections import Secret

Value = int | str | bool | tuple[str, ...] | Secret
TRUE, FALSE = ("1", "true", "yes", "on", "是"), ("0", "false", "no", "off", "否", "")


class Wrong(Exception):
    """A value that cannot be used: what is wrong, in Chinese and English."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(f"{zh} / {en}")
        self.zh, self.en = zh, en


def value_of(row: Row, told: object) -> Value:
    """The value of a setting as text (environment) or as TOML has it; Wrong where it is none."""
    if row.kind == "number":
        return _number(row, told)
    if row.kind == "flag":
        return _flag(told)
    if row.kind == "texts":
        return _texts(told)
    if not isinstance(told, str):
        raise Wrong("应为文字", "must be a text")
    text = told.strip()
    if row.kind == "secret":
        return Secret(text)
    if row.kind == "choice" and text not in row.choices:
        shown = "、".join(row.choices)
        raise Wrong(f"只能是 {shown} 之一", f"must be one of {', '.join(row.choices)}")
    if row.kind == "url" and text:
        _url(text)
    if row.kind == "file" and text and not Path(text).is_file():
        raise Wrong(f"没有这个文件：{text}", f"there is no such file: {text}")
    return text


def of_file(path: str) -> Secret:
    """A secret that lies in a file of its own; Wrong where the file cannot be read or is empty."""
    try:
        text = Path(path.strip()).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeError) as fault:
        raise Wrong(f"读不了这个文件：{path}", f"this file cannot be read: {path}") from fault
    if not text:
        raise Wrong(f"这个文件是空的：{path}", f"this file is empty: {path}")
    return Secret(text)


def _number(row: Row, told: object) -> int:
    text = str(told).strip()
    if isinstance(told, bool) or not re.fullmatch(r"[0-9]{1,12}", text):
        raise Wrong(f"应为整数{_bounds(row)[0]}", f"must be a whole number{_bounds(row)[1]}")
    number = int(text)
    if number < int(row.least or 0) or (row.most and number > int(row.most)):
        raise Wrong(f"应为整数{_bounds(row)[0]}", f"must be a whole number{_bounds(row)[1]}")
    return number


def _bounds(row: Row) -> tuple[str, str]:
    if row.most:
        return f"（{row.least} 至 {row.most}）", f" from {row.least} to {row.most}"
    return (f"（至少 {row.least}）", f" of at least {row.least}") if row.least else ("", "")


def _flag(told: object) -> bool:
    text = str(told).strip().lower()
    if text not in TRUE + FALSE:
        raise Wrong("应为 true 或 false", "must be true or false")
    return text in TRUE


def _texts(told: object) -> tuple[str, ...]:
    """A list of TOML, or a text with commas."""
    if isinstance(told, str):
        return tuple(part.strip() for part in re.split(r"[,，]", told) if part.strip())
    if isinstance(told, list) and all(isinstance(one, str) for one in told):
        return tuple(part.strip() for part in told if part.strip())
    raise Wrong('应为若干文字，如 ["a", "b"]', 'must be texts, like ["a", "b"]')


def _url(text: str) -> None:
    try:
        parts = urlsplit(text)
        known = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError:
        known = False
    if not known or parts.username or parts.query or parts.fragment:
        raise Wrong(
            "应为以 http:// 或 https:// 开头的地址，不带账号和参数",
            "must be an address that begins with http:// or https://, without account and query",
        )
