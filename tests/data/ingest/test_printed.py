"""LibreOffice opens and prints what clerks get: blank, filled and returned workbooks, one page wide."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from data.ingest import receive
from data.ingest.blank import blank
from data.ingest.blank_columns import heading_of
from data.ingest.blank_notes import HEADINGS, TITLE
from data.ingest.findings import Finding
from data.ingest.mark import marked
from data.ingest.mark_listing import WORDS
from data.plan import plan
from setup import office
from tests.support.numbers import energy_row
from tests.support.rich_workbook import NAME, rich_workbook
from tests.support.workbooks import filled_blank, workbook

ROOT = Path(__file__).resolve().parents[3]
FONTS = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>{ours}</dir><dir>/usr/share/fonts</dir><cachedir>{cache}</cachedir>
<alias><family>Calibri</family><prefer><family>Noto Sans SC</family></prefer></alias>
</fontconfig>"""
TEMPLATES = ("S0", "S1", "S6", "S15", "S16", "S22")  # few columns and many, the longest lists of words
PLACES = ("柳北区", "柳南区", "鱼峰区", "城中区", "柳江区", "柳城县")
SLOW = 120  # seconds until a LibreOffice that hangs is given up
pytestmark = pytest.mark.slow  # one start of LibreOffice, all workbooks at once


@dataclass(frozen=True)
class Printed:
    """A workbook on paper: the words of each page without blanks, and its size in points."""

    pages: list[str]
    sizes: list[tuple[float, float]]

    def with_words(self, *words: str) -> list[int]:
        """The pages, from 1, on which all of these words stand."""
        wanted = [re.sub(r"\s", "", word) for word in words]
        return [n for n, page in enumerate(self.pages, 1) if all(word in page for word in wanted)]


def many_rows() -> list[dict[str, object]]:
    """Sixty rows, more than a page."""
    years = range(2016, 2026)
    return [energy_row(period=f"{year}年", region=place) for place in PLACES for year in years]


def written(folder: Path) -> None:
    """Every workbook that is to be printed."""
    for template in TEMPLATES:
        (folder / f"{template}.xlsx").write_bytes(blank(template)[1])
    (folder / "filled.xlsx").write_bytes(filled_blank("S1", many_rows()))
    wrong = [energy_row(region=f"无此县{number}", energy_tce=None) for number in range(40)]
    content = workbook("S1", wrong)
    seen = receive.inspect(content, "S1.xlsx")
    (folder / "returned.xlsx").write_bytes(receive.marked(content, seen))
    text = "期间,县区\n2025年,柳南区".encode("gb18030")
    (folder / "copy.xlsx").write_bytes(marked(text, [Finding("damaged", "表", "A1")], ending="csv"))
    for name, strict in (("rich", False), ("strict", True)):
        finding = Finding("region_unknown", NAME, "B4", "柳南区", "柳楠区")
        (folder / f"{name}.xlsx").write_bytes(marked(rich_workbook(strict), [finding]))


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Printed]]:
    """All workbooks printed by one LibreOffice; without one the tests fail and say what to install."""
    programs = office.find()
    if programs is None:
        pytest.fail(office.MISSING, pytrace=False)
    soffice, reader = programs
    folder = tmp_path_factory.mktemp("printed")
    os.environ["PEAK_STORE"], before = str(folder / "store"), os.environ["PEAK_STORE"]
    written(folder)
    os.environ["PEAK_STORE"] = before
    fonts = folder / "fonts.conf"
    fonts.write_text(FONTS.format(ours=ROOT / "static/fonts", cache=folder / "cache"), encoding="utf-8")
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    files = sorted(path.name for path in folder.glob("*.xlsx"))
    run(
        [soffice, profile, "--headless", "--convert-to", "pdf", *files],
        folder,
        os.environ | {"FONTCONFIG_FILE": str(fonts), "HOME": str(folder)},
    )
    yield {Path(name).stem: pages_of(folder / name, reader) for name in files}


def run(call: Sequence[str], folder: Path, environment: Mapping[str, str] | None = None) -> bytes:
    """What a program prints; a failure is one of the test."""
    done = subprocess.run(call, check=True, capture_output=True, timeout=SLOW, cwd=folder, env=environment)
    return done.stdout


def pages_of(file: Path, reader: str) -> Printed:
    """What stands on the pages of a printed workbook, in the order in which it was drawn."""
    pdf = file.with_suffix(".pdf")
    text = run([reader, "-raw", "-enc", "UTF-8", str(pdf), "-"], file.parent).decode()
    pages = [re.sub(r"\s", "", page) for page in text.split("\f")[:-1]]
    boxes = re.findall(rb"/Type/Page/[^>]*?/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)", pdf.read_bytes())
    sizes = [(float(width), float(height)) for width, height in boxes]
    assert len(pages) == len(sizes) > 0, file.name
    return Printed(pages, sizes)


@pytest.mark.parametrize("template", TEMPLATES)
def test_a_blank_is_one_page_wide_and_starts_with_its_title(
    template: str, printed: dict[str, Printed]
) -> None:
    own, paper = plan().templates[template], printed[template]
    headings = [heading_of(column) for column in own.columns]
    assert paper.with_words(f"柳州市{own.name}", *headings) == [1], "title and every heading on one page"
    notes = paper.with_words(*HEADINGS[:5])
    assert notes[0] == 2 and paper.with_words(TITLE, own.notes[0]) == [2]
    assert notes == [*range(2, len(paper.pages) + 1)], "the headings of the notes on each of their pages"
    assert all(width > height for width, height in paper.sizes), "landscape"


def test_headings_are_repeated_and_the_title_is_not(printed: dict[str, Printed]) -> None:
    template, paper = plan().templates["S1"], printed["filled"]
    headings = [heading_of(column) for column in template.columns]
    with_headings = paper.with_words(*headings)
    assert len(with_headings) > 1 and with_headings == [*range(1, len(with_headings) + 1)]
    assert paper.with_words(f"柳州市{template.name}") == [1]
    assert sum(page.count("终核") for page in paper.pages[: len(with_headings)]) == len(many_rows())


def test_the_list_of_findings_is_whole_sentences_one_page_wide(printed: dict[str, Printed]) -> None:
    paper, words = printed["returned"], WORDS["zh"]
    listed = paper.with_words(*words["head"])
    assert len(listed) > 1 and listed == [*range(listed[0], len(paper.pages) + 1)], "at the end"
    told = "".join(paper.pages[number - 1] for number in listed)
    mended = Finding("value_missing", "表", "D4", "1234.5（吨标准煤）", field="综合能源消费量").mend()
    assert told.count(re.sub(r"\s", "", mended)) == 40 and told.count("鱼峰区") == 40
    assert all(paper.sizes[number - 1][0] > paper.sizes[number - 1][1] for number in listed)


@pytest.mark.parametrize("name", ["rich", "strict"])
def test_a_returned_workbook_of_any_kind_opens_and_prints(name: str, printed: dict[str, Printed]) -> None:
    paper = printed[name]
    assert paper.with_words("重要：能耗", "柳楠区", "812.5") == [1]
    assert 2 in paper.with_words("填表前请阅读"), "the page break is where it was"
    assert paper.with_words(*WORDS["zh"]["head"], "柳楠区") == [len(paper.pages)]


def test_a_copy_of_a_text_file_opens_and_prints(printed: dict[str, Printed]) -> None:
    paper = printed["copy"]
    assert paper.with_words("期间", "2025年", "柳南区") == [1]
    assert paper.with_words(*WORDS["zh"]["head"], ".csv") == [len(paper.pages)]


def test_a_machine_without_libreoffice_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    calls: list[list[str]] = []
    monkeypatch.setattr(shutil, "which", lambda name: None)
    monkeypatch.setattr(office, "PLACES", ())
    monkeypatch.setattr(subprocess, "run", lambda call, **_: calls.append(call))
    monkeypatch.setattr(office, "apt", lambda: None)
    assert office.main() == 1 and calls == [] and office.MISSING in capsys.readouterr().err
    monkeypatch.setattr(office, "apt", lambda: ["apt-get"])
    assert office.main() == 1
    assert [call[1] for call in calls] == ["update", "install"] and calls[1][-2:] == [*office.PACKAGES]
    assert "--no-install-recommends" in calls[1]
