"""The house rules of docs/decisions.md: who imports whom, one place for each thing, nothing left undone."""

import ast
import re
import subprocess
from functools import cache
from pathlib import Path

import pytest

from data.ingest.findings import catalogue
from data.plan import plan
from queries.ask import questions
from tests.support.sources import nodes

ROOT = Path(__file__).resolve().parent.parent
OURS = {"data", "queries", "pages", "app", "setup", "bench", "tests"}
THIRD = {
    "streamlit",
    "altair",
    "duckdb",
    "openpyxl",
    "pandas",
    "numpy",
    "scipy",
    "pymannkendall",
    "pyarrow",
    "python_calamine",
    "fastexcel",
    "sqlglot",
    "vl_convert",
    "docx",
    "pptx",
    "pwdlib",
    "joserfc",
    "httpx",
    "defusedxml",
}
PLAIN = ("data.plan", "data.clock", "data.formulas", "data.inert")  # facts that every room may read
SHARED = ("pages.frame", "pages.speech", "pages.charts", "pages.pieces")
FAULTS = ("data.keep.faults", "data.keep.errors", "data.keep.lock")  # the store says no, and who holds it
ADDRESSES = ("pages.frame.links", "pages.frame.filters", "pages.frame.exporting")  # what a piece needs of it
# room → what it may import of ours and of others (the standard library is free); the first fit counts
RULES: dict[str, tuple[set[str], set[str]]] = {
    "app.py": ({"data.people", "pages.frame"}, {"streamlit"}),
    "pages/documents": (
        {"pages.documents", "pages.charts", "pages.speech", "queries", "data.places", "data.machine", *PLAIN},
        {"altair", "vl_convert", "docx", "pptx", "openpyxl", "pandas", "pyarrow"},
    ),
    "pages/speech": ({"pages.speech", *PLAIN}, {"streamlit"}),
    "pages/charts/drawing.py": ({"pages.charts"}, {"pyarrow", "vl_convert"}),
    "pages/charts": ({"pages.charts", "pages.speech", "data.plan"}, {"altair", "pyarrow"}),
    "pages/frame/door.py": (
        {"pages.frame", "pages.speech", "pages.charts.kinds", "data.people"},
        {"streamlit"},
    ),
    "pages/frame/past.py": (
        {"pages.frame", "pages.speech", "queries", "data.snapshot.past", "data.keep.faults"},
        {"streamlit"},
    ),
    "pages/frame": (
        {
            "pages.frame",
            "pages.speech",
            "queries",
            *PLAIN,
            "data.people",
            "data.settings",
            "data.places",
            *FAULTS,
        },
        {"streamlit", "pyarrow"},
    ),
    "pages/pieces": (
        {"pages.pieces", "pages.documents", "pages.charts", "pages.speech", *ADDRESSES, *PLAIN}
        | {"queries.question", "queries.folding", "data.ingest.receive", "data.ingest.taught", "data.people"},
        {"streamlit", "pyarrow"},
    ),
    "pages/admin": (
        {*SHARED, "pages.admin", "queries", "data.ingest.receive", "data.ingest.needs", "data.people", *PLAIN}
        | {"data.ingest.people_list", "data.keep.rooms", "data.places", "data.settings", *FAULTS},
        {"streamlit", "pyarrow"},
    ),
    "pages/leaders/meeting/pictures.py": (  # a slide shows what the statement's own page draws first
        {*SHARED, "pages.leaders.meeting", "pages.analysts.indicator", "queries", *PLAIN},
        {"pyarrow"},
    ),
    "pages": (
        {*SHARED, "queries", "data.ingest.receive", "data.people", *PLAIN, *FAULTS}
        | {
            "data.ingest.amend",
            "data.ingest.batch",
            "data.ingest.batch_evidence",
            "data.ingest.decide",
            "data.ingest.publications",
            "data.ingest.taught",
        }
        | {"data.keep.drafts", "data.keep.questions"},
        {"streamlit", "pyarrow"},
    ),
    "queries/__main__.py": (
        {"queries", "data.people.commander", "data.people.sentences"},
        {"pandas"},
    ),
    "queries": (
        {"queries", *PLAIN, "data.places", "data.keep.pointer", "data.confine", "data.machine"}
        | {"data.people.seeing"},
        {"duckdb", "pandas", "numpy", "scipy", "pymannkendall", "pyarrow", "sqlglot"},
    ),
    "data/ingest/needs.py": (
        {"data.ingest", "data.keep", "data.snapshot", *PLAIN, "data.places", "data.people", "data.settings"},
        set(),
    ),
    "data/ingest/people_list.py": ({"data.ingest", "data.people", *PLAIN}, set()),
    "data/ingest": (
        {"data.ingest", "data.keep", "data.snapshot", *PLAIN, "data.places", "data.confine", "data.machine"}
        | {"data.people"},
        {"duckdb", "openpyxl", "python_calamine", "fastexcel", "pyarrow", "pandas", "numpy"},
    ),
    "data/keep/faults.py": ({"data.keep"}, {"duckdb"}),
    "data/keep/__main__.py": (
        {
            "data.keep",
            "data.snapshot",
            "data.places",
            "data.people",
            "data.settings",
            "data.clock",
            "data.confine",
        },
        set(),
    ),
    "data/keep": ({"data.keep", *PLAIN, "data.places"}, set()),
    "data/snapshot": (
        {"data.snapshot", "data.keep", *PLAIN, "data.places", "data.people.audit", "data.people.database"},
        {"duckdb", "pyarrow"},
    ),
    "data/people/__main__.py": (
        {
            "data.people",
            "data.places",
            "data.keep.faults",
            "data.ingest.people_list",
            "data.ingest.findings",
            *PLAIN,
        },
        set(),
    ),
    "data/people": (
        {"data.people", "data.places", "data.settings", "data.keep.durable", "data.keep.errors", *PLAIN},
        {"pwdlib", "joserfc", "httpx", "defusedxml"},
    ),
    "data/plan": ({"data.plan"}, set()),
    "data/samples": (
        {"data.samples", *PLAIN, "data.places", "data.ingest", "data.keep", "data.snapshot"},
        {"openpyxl"},
    ),
    "data/places.py": (set(), set()),
    "data/clock.py": (set(), set()),
    "data/formulas.py": (set(), set()),
    "data/inert.py": (set(), set()),
    "data/confine.py": (set(), set()),
    "data/machine.py": ({"data.settings"}, set()),
    "data/settings": ({"data.settings", "data.places"}, set()),
}


@cache
def sources() -> list[Path]:
    """Our own Python files (tests and set-up apart)."""
    found = [ROOT / "app.py"]
    for room in ("pages", "queries", "data"):
        found += [
            path
            for path in sorted((ROOT / room).rglob("*.py"))
            if "store" not in path.relative_to(ROOT).parts
        ]
    return found


@cache
def imported(path: Path) -> set[str]:
    """Every module a file imports, also inside functions; `from a import b` counts as a.b for our rooms."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            deep = node.module.split(".")[0] in ("data", "queries", "pages")
            names |= {f"{node.module}.{alias.name}" for alias in node.names} if deep else {node.module}
    return names


def fits(name: str, allowed: set[str]) -> bool:
    return any(name == item or name.startswith(item + ".") for item in allowed)


def rule_for(path: Path) -> tuple[set[str], set[str]] | None:
    place = path.relative_to(ROOT).as_posix()
    return next(
        (rule for prefix, rule in RULES.items() if place == prefix or place.startswith(prefix + "/")), None
    )


def private_to(path: Path) -> set[str]:
    """The folder of a page is its own: `pages/leaders/county/page.py`, what lies beside it and below."""
    parts = path.relative_to(ROOT).parts
    return {".".join(parts[:3])} if len(parts) >= 4 and parts[0] == "pages" else set()


def offences(path: Path) -> list[str]:
    """Imports that a file's room does not allow."""
    rule = rule_for(path)
    if rule is None:
        return []
    ours, others = rule
    place = path.relative_to(ROOT).as_posix()
    found = []
    for name in sorted(imported(path)):
        top = name.split(".")[0]
        mine = fits(name, ours) or fits(name, private_to(path))
        if (top in OURS and not mine) or (top in THIRD and top not in others):
            found.append(f"{place} imports {name}")
    return found


def test_no_room_imports_what_it_must_not() -> None:
    assert [offence for path in sources() for offence in offences(path)] == []


def test_the_import_rule_can_fail(tmp_path: Path) -> None:
    sneaky = ROOT / "queries" / "methods" / "progress.py"
    assert rule_for(sneaky) is not None
    assert not fits("streamlit", RULES["queries"][1]) and not fits("data.ingest.receive", RULES["queries"][0])
    assert fits("data.ingest.receive", RULES["pages"][0]) and not fits(
        "data.snapshot.build", RULES["pages"][0]
    )


def test_streamlit_lives_only_in_the_door_and_the_pages() -> None:
    rooms = {
        path.relative_to(ROOT).parts[0]
        for path in sources()
        if any(n.startswith("streamlit") for n in imported(path))
    }
    assert rooms <= {"app.py", "pages"}


def test_no_page_lies_directly_in_pages() -> None:
    assert [path.name for path in (ROOT / "pages").glob("*.py") if path.name != "__init__.py"] == []


def test_every_page_asks_for_the_role_first_and_stands_in_the_contents() -> None:
    contents = (ROOT / "app.py").read_text(encoding="utf-8")
    pages = [
        p
        for p in sorted((ROOT / "pages").rglob("*.py"))
        if p.relative_to(ROOT).parts[1] in ("leaders", "analysts", "staff", "admin")
    ]
    assert pages
    for path in pages:
        if path.name in ("__init__.py",):
            continue
        place = path.relative_to(ROOT).as_posix()
        text = path.read_text(encoding="utf-8")
        if f'"{place}"' in contents:
            assert "guard.require(" in text or "open_page(" in text, place
        else:
            assert "st.set_page_config" not in text, place
    for place in re.findall(r'"(pages/[a-z_/]+\.py)"', contents):
        assert (ROOT / place).exists(), place


def test_charts_are_written_in_altair_and_not_as_dictionaries() -> None:
    raw = {"$schema", "mark", "encoding", "layer", "hconcat", "vconcat"}
    found = {
        f"{path.relative_to(ROOT).as_posix()}:{node.lineno}"
        for path in (ROOT / "pages").rglob("*.py")
        for node in nodes(path.read_text(encoding="utf-8"), *raw)
        if isinstance(node, ast.Dict) and raw & {getattr(key, "value", None) for key in node.keys}
    }
    assert found == set()


def context_classes(path: Path) -> list[str]:
    """The classes of a page that carry a snapshot of their own: `Visit` does that for every page."""
    return [
        node.name
        for node in nodes(path.read_text(encoding="utf-8"), "snapshot:")
        if isinstance(node, ast.ClassDef)
        for line in node.body
        if isinstance(line, ast.AnnAssign) and getattr(line.target, "id", "") == "snapshot"
    ]


def test_no_page_has_a_context_of_its_own() -> None:
    found = {
        path.relative_to(ROOT / "pages").parts[1].removesuffix(".py")
        for room in ("leaders", "analysts", "staff")
        for path in (ROOT / "pages" / room).rglob("*.py")
        if context_classes(path)
    }
    assert found == set()


def test_a_finding_and_a_state_are_marked_up_in_one_place() -> None:
    places = {
        look: [
            path.relative_to(ROOT).as_posix()
            for path in sorted((ROOT / "pages").rglob("*.py"))
            if look in path.read_text(encoding="utf-8")
        ]
        for look in ('"peak-finding"', '"peak-chip"')
    }
    assert places == {
        '"peak-finding"': ["pages/pieces/heading.py"],
        '"peak-chip"': ["pages/pieces/status.py"],
    }


def test_pages_hold_no_sql() -> None:
    for path in (ROOT / "pages").rglob("*.py"):
        assert not re.search(r"\bSELECT\b.*\bFROM\b", path.read_text(encoding="utf-8"), re.S), path


def test_no_f_string_touches_sql() -> None:
    told = ("SELECT", "INSERT INTO", "CREATE TABLE", "ATTACH", "DELETE FROM", "DROP")
    words = re.compile(rf"\b({'|'.join(told)})\b")
    for path in sources():
        for node in nodes(path.read_text(encoding="utf-8"), *told):
            if isinstance(node, ast.JoinedStr):
                text = "".join(
                    part.value
                    for part in node.values
                    if isinstance(part, ast.Constant) and isinstance(part.value, str)
                )
                assert not words.search(text), f"{path}:{node.lineno}"


def test_every_module_says_its_job_and_every_public_function_too() -> None:
    for path in sources():
        tree = ast.parse(path.read_text(encoding="utf-8"))
        assert ast.get_docstring(tree), path
        if path.relative_to(ROOT).parts[0] not in ("data", "queries"):
            continue
        for node in tree.body:
            if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
                assert ast.get_docstring(node), f"{path}: {node.name}"


@pytest.mark.parametrize("limit", [350])
def test_files_stay_small_enough_to_hold_in_the_head(limit: int) -> None:
    long = {
        p.relative_to(ROOT).as_posix(): n
        for p in sources()
        if (n := len(p.read_text(encoding="utf-8").splitlines())) > limit
    }
    assert long == {}


def test_nothing_is_left_undone_and_no_machine_is_named() -> None:
    tracked = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True
    ).stdout.split(b"\0")
    undone = re.compile(r"\b(TODO|FIXME|XXX|NotImplementedError)\b")
    machine = re.compile(r"/(?:wor[k]|roo[t]|home/[a-z]+)/")
    for name in filter(None, tracked):
        path = ROOT / name.decode()
        if (
            path.suffix not in (".py", ".sql", ".md", ".toml", ".csv", ".css", ".js", ".yml", ".sh", "")
            or not path.is_file()
        ):
            continue
        text = path.read_text(encoding="utf-8")
        if path.name != "test_house.py":
            assert not undone.search(text) or path.suffix in (".md", ".csv"), path
        assert not machine.search(text), path


def test_no_error_is_swallowed_and_no_test_set_aside() -> None:
    silent = re.compile(r"except( Base)?(Exception)?( as \w+)?:\s*\n\s*pass\b")
    aside = re.compile(r"pytest\.mark\.(skip(?!if)|xfail)|pytest\.(skip|xfail)\(")
    for path in [*sources(), *sorted((ROOT / "tests").rglob("*.py"))]:
        text = path.read_text(encoding="utf-8")
        assert not silent.search(text), path
        if path.name != "test_house.py":
            assert not aside.search(text), path


def test_a_template_is_one_file_and_a_connected_statement_one_block_and_one_series() -> None:
    for template in plan().templates.values():
        assert len(list((ROOT / "data/plan/templates").glob(f"{template.id}_*.toml"))) == 1
    files = {path.stem: path for path in (ROOT / "data/snapshot/series").glob("*.sql")}
    connected = [item for item in plan().statements.values() if item.connected]
    assert set(files) == {item.series for item in connected}
    told = [(item.series, str(item.series_params), item.path_start) for item in connected]
    assert len(connected) - len(set(told)) <= 1  # T27 and T28: one number, two targets
    for item in connected:
        text = files[item.series].read_text(encoding="utf-8")
        named = set(re.findall(r"\$([a-z_]+)", text))
        assert named - {"base_year", "statement"} == set(item.series_params), item.id
        header = re.sub(r"\([^)]*\)", "", text.splitlines()[2].removeprefix("-- Params:"))
        assert {name.strip() for name in header.split(",")} == named, files[item.series]


def test_pages_and_questions_name_roles_never_statements() -> None:
    code = re.compile(r"\bT[0-9]{2}\b")
    asked = re.compile(r"\brole\(['\"]([a-z_0-9.]+)['\"]\)")
    themes = re.compile(r"\btheme\(['\"]([a-z_]+)['\"]\)")
    known = plan()
    for path in [*(ROOT / "pages").rglob("*.py"), *(ROOT / "queries").rglob("*.sql")]:
        text = path.read_text(encoding="utf-8")
        assert code.findall(text) == [], path
        for name in asked.findall(text):
            assert known.role(name) in known.statements, path
        for name in themes.findall(text):
            assert known.theme(name), path


def test_every_question_is_asked_by_a_page_or_told_to_be_for_the_command_line() -> None:
    text = "".join(
        path.read_text(encoding="utf-8")
        for room in ("pages", "queries")
        for path in (ROOT / room).rglob("*.py")
    )
    silent = {item.name: item.words for item in questions() if f'"{item.name}"' not in text}
    table = (ROOT / "docs/questions.md").read_text(encoding="utf-8")
    told = dict(re.findall(r"^\| `([a-z_0-9]+)` \| (.+?) \|", table, re.M))
    assert told == silent


def test_every_finding_is_produced_by_some_test() -> None:
    text = "".join(
        path.read_text(encoding="utf-8")
        for path in sorted((ROOT / "tests").rglob("*.py"))
        if path.name != "test_house.py"
    )
    assert [rule for rule in catalogue() if f'"{rule}"' not in text] == []


def test_every_module_of_data_and_queries_has_a_test_of_its_name_in_the_mirrored_room() -> None:
    modules = [
        path.relative_to(ROOT) for path in sources() if path.name not in ("__init__.py", "__main__.py")
    ]
    mirrored = [path for path in modules if path.parts[0] in ("data", "queries")]
    assert mirrored
    tests = {path: ROOT / "tests" / path.parent / f"test_{path.name}" for path in mirrored}
    assert [path.as_posix() for path, test in tests.items() if not test.is_file()] == []
