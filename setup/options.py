"""Says Streamlit what the settings say: address, port, names, origins, certificate."""

import os
import sys
from collections.abc import Sequence

from data.settings import checking, reading
from data.settings.reading import WrongSettings
from data.settings.sections import Settings


def of_settings(given: Sequence[str]) -> list[str]:
    """The options for Streamlit, what was given on the command line last; SystemExit for wrong settings."""
    try:
        checking.assured()
        settings = reading.current()
    except WrongSettings as wrong:
        sys.exit(f"{wrong}\npython -m data.settings check")
    os.environ["FORWARDED_ALLOW_IPS"] = ""  # uvicorn believes whoever comes from 127.0.0.1; the gate decides
    return [*_told(settings), *given]


def _told(settings: Settings) -> list[str]:
    server = settings.server
    told = {"address": server.address, "port": str(server.port)}
    if server.certificate:
        told |= {"sslCertFile": server.certificate, "sslKeyFile": server.key}
    several = [("allowedHosts", server.hosts), ("corsAllowedOrigins", server.origins)]
    return [f"--server.{name}={value}" for name, value in told.items()] + [
        f"--server.{name}={one}" for name, values in several for one in values
    ]
