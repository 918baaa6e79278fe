"""Draws what energy is used: the varieties with their shares, and every period's totals."""

from data.plan import plan
from pages import charts
from pages.charts.measure import Measure
from pages.frame.visit import Visit
from pages.pieces import coverage, panel, statements
from pages.speech import names, words
from pages.speech.words import language, say
from queries.question import Row, Rows

SPREAD = 320


def mix(visit: Visit, cards: Rows) -> None:
    """Shares of the energies in the newest period; coal and non-fossil have colours of their own."""
    rows = visit.ask("energy_mix", **visit.given("region", "sector", "period", "basis"))
    if not rows:
        visit.missing("S2", place=visit.scope)
        return
    newest = [row for row in rows if row["period"] == rows[0]["period"]]
    period = words.period(newest[0]["period"])
    columns = ("energy", "period", "share", "energy_tce", "non_fossil_tce", "grade")
    coal = plan().role("energy.coal")
    told = visit.ask("indicator_trend", statement=coal, **visit.given("region", "sector", "basis"))
    measure = say("carbon.mix_measure", place=visit.scope, period=period)
    measure += coverage.beside(told, newest[0]["period"])
    about = visit.about(
        _mixed(visit, cards),
        measure,
        newest,
        statement=coal,
        as_of=period,
    )
    data = charts.bars.data([_variety(row) for row in newest], Measure("%", 1, language()))
    panel.chart("energy-mix", "bars", data, about, rows, columns)


def _mixed(visit: Visit, cards: Rows) -> str:
    """The share of coal and of what is not fossil, each with its status."""
    coal, clean = (statements.of(cards, plan().role(f"energy.{role}")) for role in ("coal", "non_fossil"))
    if coal is None or clean is None:
        return say("carbon.mix_plain", place=visit.scope)
    facts = {"coal": words.number(coal["value"], "%"), "clean": words.number(clean["value"], "%")}
    title = say("carbon.mix_title", coal_status=statements.tight(coal["status"]), **facts)
    return say("carbon.mix_both", title=title, clean_status=statements.tight(clean["status"]))


def _variety(row: Row) -> Row:
    name, share = names.energy(row["energy"]), words.number(row["share"], "%")
    tip = say("carbon.mix_tip", name=name, share=share)
    return {
        "name": name,
        "value": row["share"],
        "tone": "loss" if row["coal"] else "gain" if row["non_fossil"] else "path",
        "tip": f"{tip} {words.amount(row['energy_tce'], '吨标准煤')}",
        "grade": row["grade"],
    }


def totals(visit: Visit, levels: Rows) -> None:
    """Every period's energy, value added and their growth, newest first."""
    rows = levels.told(reversed(levels))
    columns = (
        *("period", "energy_tce", "energy_growth", "value_added_10k_yuan", "value_added_growth"),
        *("intensity_change", "co2_t", "grade"),
    )
    title = say("carbon.totals_title", place=visit.scope, count=len(rows))
    measure = say("carbon.totals_measure", basis=names.basis(visit.chosen.basis))
    panel.table(
        "energy-totals", visit.about(title, measure, rows, sheets=("S1", "S3")), rows, columns, SPREAD
    )
