"""Filters live in the address, cards never hide anything, doors are locked."""

from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from pages.pieces import cards
from pages.speech import words


def _filters() -> None:
    import streamlit as st

    from pages.frame import filters

    filters.arrive("here")
    chosen = filters.bar(
        ["450200", "450202", "Z-LIUDONG"], ["TOTAL", "C31"], ["2025-09", "2024"], ["calorific", "equivalent"]
    )
    st.code(f"{chosen.region} {chosen.sector} {chosen.period} {chosen.basis}")


def _app(**asked: str) -> AppTest:
    app = AppTest.from_function(_filters)
    for name, value in asked.items():
        app.query_params[name] = value
    return app.run()


def test_defaults_leave_the_address_clean() -> None:
    app = _app()
    assert not app.exception
    assert app.code[0].value == "450200 TOTAL 2025-09 calorific"
    assert not app.query_params


def test_the_address_decides() -> None:
    app = _app(region="450202", sector="C31", period="2024", basis="equivalent")
    assert app.code[0].value == "450202 C31 2024 equivalent"
    assert app.selectbox(key="filter-region").value == "450202"


def test_a_choice_goes_into_the_address_as_a_code_and_reset_takes_it_out() -> None:
    app = _app()
    app.selectbox(key="filter-region").set_value("450202").run()
    assert "450202" in app.query_params["region"]
    assert app.code[0].value.startswith("450202")
    app.button(key="reset").click().run()
    assert "region" not in app.query_params
    assert app.code[0].value.startswith("450200")


@pytest.mark.parametrize(("code", "words"), [("<b>x</b>", "不认识"), ("450203", "本页没有")])
def test_an_unknown_code_falls_back_with_a_notice(code: str, words: str) -> None:
    app = _app(region=code)
    assert app.code[0].value.startswith("450200")
    assert words in app.warning[0].value


def _travel() -> None:
    import streamlit as st

    from pages.frame import filters, links

    filters.arrive(st.session_state.get("page", "first"))
    st.code(links.address("indicator", id="T01"))
    st.code(links.here(region=""))


def test_filters_travel_to_the_next_page() -> None:
    app = AppTest.from_function(_travel)
    app.query_params["region"] = "450202"
    app.query_params["lang"] = "en"
    app.run()
    assert app.code[0].value == "/indicator?id=T01&region=450202&lang=en"
    assert app.code[1].value == "?lang=en"
    app.query_params.clear()
    app.session_state["page"] = "second"
    app.run()
    assert app.code[0].value == "/indicator?id=T01&region=450202&lang=en"
    app.query_params.clear()
    app.run()
    assert app.code[0].value == "/indicator?id=T01"


def _menu() -> None:
    import streamlit as st

    from pages.frame import filters

    script = st.session_state.get("script", "first")
    filters.bring_language(script)
    st.code(st.query_params.get("lang", "zh"))  # the menu is drawn in this language
    st.session_state["peak_script"] = script
    filters.arrive(script)


def test_the_menu_of_the_next_page_speaks_the_language_of_the_page_that_was_left() -> None:
    app = AppTest.from_function(_menu)
    app.query_params["lang"] = "en"
    app.run()
    app.query_params.clear()
    app.session_state["script"] = "second"
    assert app.run().code[0].value == "en"
    app.query_params.clear()  # the language is switched on the page itself
    assert app.run().code[0].value == "zh"


ROW: dict[str, Any] = {
    "statement": "T10",
    "status": "behind",
    "value": 24.999,
    "target": 25.0,
    "gap": 0.001,
    "required": 22.2,
    "base_value": 10.8,
    "base_year": 2020,
    "due_year": 2025,
    "period": "<b>2025</b>",
    "maturity": "flash",
    "grade": "demo",
}


def _cards(row: dict[str, object], language: str) -> None:
    import streamlit as st

    from pages.pieces import cards

    st.query_params["lang"] = language
    st.query_params["region"] = "450202"
    history = cards.history_from([{"period": "2020", "value": 10.8}, {"period": "2024", "value": 24.999}])
    cards.large_row([cards.card_from(row, history)])
    cards.tiles([cards.card_from(row, history)])
    st.code(cards.large_html(cards.card_from(row, history)))


@pytest.mark.parametrize(("value", "unit"), [(1.0, "item"), (4.0, "items")])
def test_one_of_something_is_told_once(value: float, unit: str) -> None:
    with words.speaking("en"):
        card = cards.bare({"statement": "T22", "status": "kept", "value": value})
        assert cards.value_markup(card) == f"<b>{value:.0f}</b><small>{unit}</small>"


def test_a_card_says_everything_and_escapes_it() -> None:
    app = AppTest.from_function(_cards, args=(ROW, "zh")).run()
    assert not app.exception
    text = app.code[0].value
    for part in (
        "24.999",
        "还差 0.001 个百分点",
        "◆",
        "进度滞后",
        "演示数据",
        "2025年目标 25.0%",
        "应达 22.2%",
        "快报",
        "方案二(一)2",
    ):
        assert part in text, part
    assert 'href="/indicator?id=T10&amp;region=450202' in text
    assert "<b>2025</b>" not in text


def test_a_card_speaks_english() -> None:
    app = AppTest.from_function(
        _cards, args=(ROW | {"grade": "official", "status": "no_data", "value": None, "gap": None}, "en")
    ).run()
    assert not app.exception
    assert "No data yet" in app.code[0].value and "Demo" not in app.code[0].value


def _guarded() -> None:
    import streamlit as st

    from pages.frame import guard

    st.code(guard.require("publish").name)


def test_a_page_opens_on_this_machine_only(monkeypatch: pytest.MonkeyPatch) -> None:
    import streamlit as st

    monkeypatch.setenv("PEAK_USER", "张三")
    monkeypatch.setattr(st, "get_option", lambda name: "127.0.0.1")
    assert AppTest.from_function(_guarded).run().code[0].value == "张三"
    monkeypatch.setattr(st, "get_option", lambda name: None)
    app = AppTest.from_function(_guarded).run()
    assert not app.code and "127.0.0.1" in app.error[0].value
