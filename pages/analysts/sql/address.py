"""Writes a question into the address of the page and reads it back: an address is how one is handed on."""

import base64
import binascii
import zlib

MOST = 6_000  # letters of the address that servers in between are sure to let through
MOST_BYTES = 64_000  # of the text: what unpacks to more is no question of ours


def packed(text: str) -> str:
    """The text as letters, digits, - and _; nothing where it is too long for an address."""
    made = base64.urlsafe_b64encode(zlib.compress(text.encode("utf-8", "replace"), 9)).decode().rstrip("=")
    return made if len(made) <= MOST else ""


def unpacked(code: str) -> str | None:
    """The text of an address; None for what is none."""
    try:
        raw = base64.urlsafe_b64decode(code + "=" * (-len(code) % 4))
        inflater = zlib.decompressobj()
        text = inflater.decompress(raw, MOST_BYTES)
        return text.decode("utf-8") if inflater.eof else None
    except (ValueError, binascii.Error, zlib.error):
        return None
