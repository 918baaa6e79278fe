"""Says whether the server of this container is ready: 0 when /healthz answers 200, else 1."""

import http.client
import ssl
import sys

from data.settings import reading
from data.settings.reading import WrongSettings
from data.settings.sections import Server

PATIENCE = 4  # seconds


def main() -> int:
    """Asks this machine's own server by the settings it was started with: port, name, with TLS or without."""
    try:
        server = reading.current().server
    except WrongSettings:
        return 1
    connection = connected(server)
    try:
        connection.request("GET", "/healthz", headers={"Host": name(server)})
        return 0 if connection.getresponse().status == 200 else 1
    except (OSError, http.client.HTTPException):
        return 1
    finally:
        connection.close()


def name(server: Server) -> str:
    """A name that the server answers to."""
    return next(iter(server.hosts), "127.0.0.1").replace("*.", "healthy.")


def connected(server: Server) -> http.client.HTTPConnection:
    """The way to the server; its certificate bears the name that people type, not this one."""
    if not server.certificate:
        return http.client.HTTPConnection("127.0.0.1", server.port, timeout=PATIENCE)
    unasked = ssl.create_default_context()
    unasked.check_hostname, unasked.verify_mode = False, ssl.CERT_NONE
    return http.client.HTTPSConnection("127.0.0.1", server.port, timeout=PATIENCE, context=unasked)


if __name__ == "__main__":
    sys.exit(main())
