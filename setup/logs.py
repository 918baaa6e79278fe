"""What the server writes of itself: a line an event, text or JSON; never who somebody is."""

import json
import logging
import sys
from collections.abc import Mapping
from datetime import UTC, datetime

from uvicorn.config import LOGGING_CONFIG

from data.settings import reading
from data.settings.reading import WrongSettings

FIELDS = ("event", "id", "reason", "detail", "kind", "code", "how", "session", "seconds")  # of `extra`
LOUD = {"uvicorn.access": logging.WARNING, "httpx": logging.WARNING, "httpcore": logging.WARNING}


class Lines(logging.Formatter):
    """One JSON object a line: time (UTC), level, who wrote it, what, and harmless fields."""

    def format(self, record: logging.LogRecord) -> str:
        told: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(), "from": record.name, "said": record.getMessage(),
        }  # fmt: skip
        told |= fields(record.__dict__)
        if record.exc_info and record.exc_info[0]:
            told["error"] = record.exc_info[0].__name__
            told["trace"] = self.formatException(record.exc_info)
        return json.dumps(told, ensure_ascii=False)


class Words(logging.Formatter):
    """The same for people."""

    def format(self, record: logging.LogRecord) -> str:
        more = " ".join(f"{name}={in_one_line(value)}" for name, value in fields(record.__dict__).items())
        return " ".join(filter(None, (super().format(record), more)))


def fields(record: Mapping[str, object]) -> dict[str, object]:
    """What an event says beside its words; nothing that is not on the list."""
    return {name: record[name] for name in FIELDS if record.get(name) not in (None, "")}


def in_one_line(value: object) -> str:
    """A field; letters that steer a screen or end a line are spelled out, so that nobody adds lines."""
    letters = str(value)
    return letters if letters.isprintable() else ascii(letters)


def begin() -> None:
    """From here on everything is written as the settings say; wrong settings are told by who needs them."""
    try:
        told = reading.current().logs
    except WrongSettings:
        return
    form = Lines() if told.form == "json" else Words("%(asctime)s %(levelname)s %(name)s: %(message)s")
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(form)
    handler.addFilter(names_nobody)
    logging.basicConfig(level=told.level.upper(), handlers=[handler], force=True)
    for name, level in LOUD.items():
        logging.getLogger(name).setLevel(level)
    LOGGING_CONFIG.clear()  # uvicorn's own way of writing
    LOGGING_CONFIG.update(version=1, disable_existing_loggers=False, formatters={"default": {}, "access": {}})


def names_nobody(record: logging.LogRecord) -> bool:
    """Whether a line may be written: uvicorn tells of each window by the address of whoever opened it."""
    return record.name != "uvicorn.error" or "WebSocket" not in str(record.msg)


def adopt() -> None:
    """What Streamlit says of itself is written as everything else, from the start of its server on."""
    for name, logger in list(logging.root.manager.loggerDict.items()):
        if isinstance(logger, logging.Logger) and name.split(".")[0] in ("streamlit", "uvicorn"):
            logger.handlers.clear()
            logger.propagate = True
