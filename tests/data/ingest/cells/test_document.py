"""Which document a zip file is, told by its parts and never by its name."""

import io
import zipfile

import pytest

from data.ingest.cells import document

WORD = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
SHEET = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"


def zipped(**parts: bytes) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in parts.items():
            archive.writestr("[Content_Types].xml" if name == "types" else name, content)
    return target.getvalue()


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (zipped(types=WORD), "docx"),
        (zipped(types=SHEET), "xlsx"),
        (zipped(types=b"something else"), ""),
        (zipped(other=WORD), ""),
        (zipped(**{"types": WORD, "word/vbaProject.bin": b"macro"}), ""),
        (b"PK\x03\x04 no directory", ""),
    ],
)
def test_a_document_is_what_its_parts_say(content: bytes, kind: str) -> None:
    assert document.kind_of(content) == kind
