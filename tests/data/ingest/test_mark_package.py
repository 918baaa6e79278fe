"""An archive is written again with what changed; what nobody touched keeps its compressed bytes."""

import io
import zipfile

from data.ingest.cells.xml_spans import spans
from data.ingest.mark_package import EMPTY_LINKS, STRICT, Package, kind_of, links_path, target_of
from tests.data.ingest.cells.test_read import HEAD, TAIL, bare

BARE = bare(HEAD + TAIL)


def opened(package: Package) -> zipfile.ZipFile:
    """The archive as it would be saved; every checksum holds."""
    archive = zipfile.ZipFile(io.BytesIO(package.saved()))
    assert archive.testzip() is None
    return archive


def test_untouched_parts_keep_their_bytes_and_new_ones_are_declared() -> None:
    package = Package(BARE)
    package.put("XL/Words.xml", b"<sst/>")
    package.put("xl/new.xml", b"<new/>", "kind/new")
    package.put("xl/a.vml", b"<xml/>", "kind/vml")
    archive = opened(package)
    assert archive.read("xl/words.xml") == b"<sst/>" and "XL/Words.xml" not in archive.namelist()
    assert archive.read("xl/odd/name.xml") == (HEAD + TAIL).encode()
    types = archive.read("[Content_Types].xml").decode()
    assert '<Override PartName="/xl/new.xml" ContentType="kind/new"/>' in types
    assert '<Default Extension="vml" ContentType="kind/vml"/>' in types
    assert package.part("xl/NEW.xml") == b"<new/>"


def test_a_relationship_gets_an_id_that_nobody_has() -> None:
    package = Package(BARE)
    assert package.linked("", "officeDocument") == "xl/workbook.xml"
    first = package.link("xl/odd/name.xml", f"{STRICT}/comments", "xl/comments1.xml")
    second = package.link("xl/odd/name.xml", f"{STRICT}/vmlDrawing", "xl/a.vml")
    assert (first, second) == ("rId1", "rId2")
    assert package.linked("xl/odd/name.xml", "vmlDrawing") == "xl/a.vml"
    assert package.linked("xl/odd/name.xml", "other") == ""
    assert "xl/odd/_rels/name.xml.rels" in opened(package).namelist()


def test_names_that_are_taken_are_not_used() -> None:
    package = Package(BARE)
    assert package.unused("xl/styles{}.xml", "xl/styles.xml") == "xl/styles.xml"
    package.put("xl/comments1.xml", b"<a/>")
    assert package.unused("xl/comments{}.xml", "xl/Words.xml") == "xl/comments2.xml"


def test_paths_of_relationships() -> None:
    assert links_path("xl/workbook.xml") == "xl/_rels/workbook.xml.rels" and links_path("") == "_rels/.rels"
    link = spans(b'<Relationship Type="u/sheet" Target="../a.xml"/>', 1)
    assert kind_of(link) == "sheet" and target_of("xl/odd/b.xml", link) == "xl/a.xml"
    assert spans(EMPTY_LINKS, 1).local == "Relationships"
