"""Says whether the server of this container is ready: 0 when /healthz answers 200, else 1."""

import http.client
import os
import sys


def main() -> int:
    """Asks this machine's own server; a server with certificate files is asked by its port alone."""
    port = int(os.environ.get("PEAK_PORT", "8501"))
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=4)
    try:
        connection.request("GET", "/healthz", headers={"Host": "127.0.0.1"})
        return 0 if connection.getresponse().status == 200 else 1
    except (OSError, http.client.HTTPException):
        return 1
    finally:
        connection.close()


if __name__ == "__main__":
    sys.exit(main())
