"""The address is the truth: what a page asks beside the filters is read from it and written back."""

import pytest
from streamlit.testing.v1 import AppTest

from pages.speech.plain import plain


def _page() -> None:
    import datetime as dt

    import streamlit as st

    from pages.frame import choices

    low, high = dt.date(2020, 1, 1), dt.date(2026, 9, 30)
    told = [
        choices.one_of("item", ["", "a", "b"], str, "Item", elsewhere={"c"}),
        choices.choice("state", ["all", "open"], str, "State"),
        choices.number("growth", 5.0, -10.0, 20.0, 0.5, "Growth", "%.1f"),
        choices.whole("years", 3, 1, 10, "Years"),
        choices.day("since", dt.date(2025, 12, 31), low, high, "Since").isoformat(),
    ]
    st.code(" ".join(map(str, told)))


def _asked(**address: str) -> AppTest:
    app = AppTest.from_function(_page)
    for name, value in address.items():
        app.query_params[name] = value
    app.run()
    assert not app.exception, app.exception
    return app


def test_a_box_is_sent_a_value_only_where_it_shows_another(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is sent is drawn anew with all options: not what somebody has just chosen in the box itself."""
    app = _asked(item="b")
    assert app.selectbox[0].proto.set_value and app.selectbox[0].proto.raw_value == "b"
    app.selectbox[0].set_value("a").run()
    assert app.code[0].value.startswith("a ") and not app.selectbox[0].proto.set_value
    app.query_params["item"] = "b"
    app.run()
    assert app.selectbox[0].proto.set_value and app.selectbox[0].proto.raw_value == "b"
    app.run()
    assert not app.selectbox[0].proto.set_value
    monkeypatch.setattr("pages.frame.filters.language", lambda: "en")  # where a box has other labels
    app.run()
    assert app.selectbox[0].proto.set_value and app.selectbox[0].proto.raw_value == "b"


def test_the_address_decides() -> None:
    app = _asked(item="b", state="open", growth="7.5", years="4", since="2024-02-29")
    assert app.code[0].value == "b open 7.5 4 2024-02-29"


@pytest.mark.parametrize(
    "address",
    [
        {},
        {"state": "nonsense", "growth": "many", "years": "", "since": "2024-02-30"},
        {"growth": "21", "years": "0", "since": "2019-12-31"},
        {"item": "c"},
    ],
)
def test_what_cannot_be_read_or_lies_outside_gives_way_to_the_default(address: dict[str, str]) -> None:
    app = _asked(**address)
    assert app.code[0].value.split() == ["all", "5.0", "3", "2025-12-31"]
    assert not app.warning


def test_an_unknown_code_of_a_box_is_said_aloud() -> None:
    assert plain("<b>") in _asked(item="<b>").warning[0].value


def test_a_choice_goes_into_the_address_and_the_default_leaves_it() -> None:
    app = _asked()
    app.selectbox(key="choose-item").set_value("a").run()
    app.slider(key="asked-growth").set_value(7.5).run()
    assert "a" in app.query_params["item"] and "7.5" in app.query_params["growth"]
    assert app.code[0].value.startswith("a all 7.5")
    app.selectbox(key="choose-item").set_value("").run()
    assert "item" not in app.query_params
