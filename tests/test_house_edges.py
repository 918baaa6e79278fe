"""House rules at the edges: what came from outside is only text, and no download is named by it."""

import ast
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.sources import nodes

ROOT = Path(__file__).resolve().parent.parent
PAGES = sorted((ROOT / "pages").rglob("*.py"))
OFFERING = ROOT / "pages" / "frame" / "exporting.py"  # its words and names are those of its callers
# what Streamlit 1.67 draws as Markdown: the element → its places (by position, by name) that hold such text
FIRST = ((0,), ("label", "body", "help", "title"))
ELEMENTS: dict[str, tuple[tuple[int, ...], tuple[str, ...]]] = {
    **dict.fromkeys(
        (
            *("button", "download_button", "link_button", "form_submit_button", "menu_button", "page_link"),
            *("selectbox", "multiselect", "text_input", "text_area", "number_input", "chat_input"),
            *("slider", "select_slider", "date_input", "time_input", "datetime_input", "color_picker"),
            *("file_uploader", "camera_input", "audio_input", "data_editor", "feedback"),
            *("checkbox", "toggle", "expander", "popover", "status", "spinner", "dialog", "toast", "badge"),
            *("caption", "markdown", "info", "warning", "error", "success", "title", "header", "subheader"),
            *("text", "latex", "radio", "segmented_control", "pills", "tabs"),
        ),
        FIRST,
    ),
    "metric": ((0, 1, 2), ("label", "value", "delta", "help", "delta_description")),
    "write": (tuple(range(9)), ()),
    "Page": ((1,), ("title",)),
    "update": ((), ("label",)),
    "progress": ((1,), ("text",)),
    "image": ((1,), ("caption",)),
    **dict.fromkeys(("TextColumn", "NumberColumn", "DateColumn", "CheckboxColumn"), ((), ("help",))),
}
OPTIONS = ("radio", "segmented_control", "pills")  # their options are Markdown; those of a select box are not
SAFE = ("plain", "drawn", "listed")
STREAMLIT = ("st", "place", "progress", "top")  # what pages call the module and its containers
OTHERS_TOO = (
    "write",
    "update",
    "progress",
    "status",
    "text",
    "title",
    "header",
    "error",
    "info",
    "warning",
    "Page",
)


def calls(tree: ast.AST) -> Iterator[tuple[str, ast.Call]]:
    """Every call of a Streamlit element in a file, whatever container it is called on, and its name."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in ELEMENTS:
            holder = node.func.value
            name = holder.attr if isinstance(holder, ast.Attribute) else getattr(holder, "id", "")
            if name in STREAMLIT or node.func.attr not in OTHERS_TOO:
                yield node.func.attr, node


def is_text_of_ours(node: ast.expr) -> bool:
    """A literal, a sentence of ours without values, or what went through `plain`."""
    if isinstance(node, ast.Constant):
        return True
    if isinstance(node, ast.IfExp):
        return is_text_of_ours(node.body) and is_text_of_ours(node.orelse)
    if isinstance(node, ast.BoolOp):
        return all(map(is_text_of_ours, node.values))
    if isinstance(node, ast.BinOp):
        return is_text_of_ours(node.left) and is_text_of_ours(node.right)
    if isinstance(node, ast.JoinedStr):
        return all(
            is_text_of_ours(part.value) if isinstance(part, ast.FormattedValue) else True
            for part in node.values
        )
    if not isinstance(node, ast.Call):
        return False
    name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
    return name in SAFE or (name == "say" and len(node.args) == 1 and not node.keywords)


def is_label_maker_of_ours(node: ast.expr) -> bool:
    """A `format_func` that only makes such text."""
    if isinstance(node, ast.Lambda):
        return is_text_of_ours(node.body)
    return isinstance(node, ast.Call) and getattr(node.func, "id", "") == "plainly"


def told(element: str, call: ast.Call) -> Iterator[ast.expr]:
    """The arguments of a call that are drawn as Markdown."""
    places, names = ELEMENTS[element]
    yield from (call.args[place] for place in places if place < len(call.args))
    yield from (word.value for word in call.keywords if word.arg in names)


def untold(source: str) -> list[int]:
    """The lines where variable text reaches an element that draws Markdown."""
    found = []
    tree = ast.parse(source)
    for element, call in calls(tree):
        if not all(map(is_text_of_ours, told(element, call))):
            found.append(call.lineno)
        makers = [word.value for word in call.keywords if word.arg == "format_func"]
        if element in OPTIONS and not all(map(is_label_maker_of_ours, makers)):
            found.append(call.lineno)
        if element in OPTIONS and not makers and not literal_options(call):
            found.append(call.lineno)
    return sorted(set(found))


def literal_options(call: ast.Call) -> bool:
    return (
        len(call.args) > 1
        and isinstance(call.args[1], ast.List | ast.Tuple)
        and all(map(is_text_of_ours, call.args[1].elts))
    )


def test_no_variable_text_reaches_an_element_that_draws_markdown() -> None:
    found = {
        f"{path.relative_to(ROOT).as_posix()}:{line}"
        for path in PAGES
        if path != OFFERING
        for line in untold(path.read_text(encoding="utf-8"))
    }
    assert found == set()


@pytest.mark.parametrize(
    "line",
    [
        "st.warning(say('asked.no_snapshot', value=wanted))",
        "st.warning(text)",
        "st.caption(f'{name}')",
        "st.download_button(item.name, data=b'', file_name='a')",
        "st.button(say('x'), help=told)",
        "visit.top.error(text)",
        "place.status(say('x', name=file.name))",
        "progress.update(label=name)",
        "st.segmented_control('a', options, format_func=label)",
        "st.segmented_control('a', options, format_func=lambda code: names[code])",
        "st.segmented_control('a', options)",
        "st.dialog(title)(body)()",
        "st.info('\\n'.join(f'- {fault}' for fault in faults))",
        "st.error(say('x') + text)",
        "st.metric('a', value)",
        "st.tabs([name])",
        "st.Page(file, title=name)",
        "st.expander(say(key, **values))",
        "spot.caption(text)",
        "st.column_config.TextColumn(title, help=note)",
    ],
)
def test_the_rule_on_markdown_can_fail(line: str) -> None:
    assert untold(line) == [1]


@pytest.mark.parametrize(
    "line",
    [
        "st.warning(drawn('asked.no_snapshot', value=wanted))",
        "st.button(plain(label) if label else say('x'), key=name)",
        "st.selectbox(say(f'filter.{name}'), options, format_func=label)",
        "st.segmented_control(say('x'), options, format_func=plainly(label))",
        "st.segmented_control(say('x'), options, format_func=lambda code: say(f'chart.{code}'))",
        "st.error(listed(faults, say('history.verify_bad', count=3)))",
    ],
)
def test_the_rule_on_markdown_lets_plain_text_pass(line: str) -> None:
    assert untold(line) == []


def named_by_others(source: str) -> list[int]:
    """The lines where a download has a name that `file_names` did not make, or a table leads elsewhere."""
    found = []
    for node in nodes(source, "file_name", "download_button", "exporting", "LinkColumn"):
        if not isinstance(node, ast.Call):
            continue
        for word in node.keywords:
            maker = word.value.func if isinstance(word.value, ast.Call) else None
            holder = getattr(getattr(maker, "value", None), "id", "")
            if word.arg == "file_name" and holder != "file_names":
                found.append(node.lineno)
        called = node.func.attr if isinstance(node.func, ast.Attribute) else ""
        named = any(word.arg == "file_name" for word in node.keywords)
        ours = getattr(getattr(node.func, "value", None), "id", "") == "exporting"
        if ((called == "download_button" or ours) and not named) or called == "LinkColumn":
            found.append(node.lineno)
    return sorted(found)


def test_no_download_carries_a_name_of_somebody_else() -> None:
    found = {
        f"{path.relative_to(ROOT).as_posix()}:{line}"
        for path in PAGES
        if path != OFFERING
        for line in named_by_others(path.read_text(encoding="utf-8"))
    }
    assert found == set()


def test_every_file_is_offered_in_the_one_place_that_notes_who_takes_it() -> None:
    offering = [path for path in PAGES if "st.download_button(" in path.read_text(encoding="utf-8")]
    assert offering == [OFFERING]


@pytest.mark.parametrize(
    "line",
    [
        "st.download_button('a', data=b'', file_name=item.name)",
        "st.download_button('a', data=b'', file_name=f'{name}.csv')",
        "st.download_button('a', data=b'')",
        "exporting.button('a', b'', key='x', icon='y')",
        "st.column_config.LinkColumn('a')",
    ],
)
def test_the_rule_on_names_can_fail(line: str) -> None:
    assert named_by_others(line) == [1]
    assert named_by_others("st.download_button('a', data=b'', file_name=file_names.table(key))") == []


def test_uploaders_are_drawn_in_the_one_place_that_counts_what_comes() -> None:
    drawn = [
        path.relative_to(ROOT).as_posix()
        for path in PAGES
        if "file_uploader" in (text := path.read_text(encoding="utf-8"))
        for element, _ in calls(ast.parse(text))
        if element == "file_uploader"
    ]
    assert drawn == ["pages/frame/uploads.py"]


def test_every_table_has_our_own_export_beside_it() -> None:
    """The toolbar's is off: what is not framed (`panel` offers the CSV) is drawn by `tables.offered`.

    The audit log shows a page of its lines and offers all that fit.
    """
    bare = {
        path.relative_to(ROOT).as_posix()
        for path in PAGES
        for node in nodes(path.read_text(encoding="utf-8"), "dataframe", "data_editor", "table")
        if (
            isinstance(node, ast.Attribute)
            and (node.attr in ("dataframe", "data_editor", "table") and getattr(node.value, "id", "") == "st")
        )
        or (
            isinstance(node, ast.Attribute)
            and node.attr == "draw"
            and getattr(node.value, "id", "") == "tables"
        )
    }
    assert bare == {"pages/pieces/tables.py", "pages/pieces/panel.py", "pages/admin/audit/page.py"}
    config = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    assert config["client"]["disableDataExport"] is True
