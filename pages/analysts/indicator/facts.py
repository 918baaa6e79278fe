"""Draws what stands beside the answer: the second opinion, the outlook, and how the number is made."""

import datetime as dt
from collections.abc import Sequence

import streamlit as st

from data.plan import Setting, Statement, plan
from pages.analysts.indicator.figure import Figure
from pages.pieces import aside, coverage, status
from pages.speech import names, words
from pages.speech.words import drawn, joined, say
from queries.question import Row


def second_opinion(figure: Figure, row: Row) -> None:
    """The international answer beside the plan's own; `row` is what queries.second_opinion returns."""
    told = say(f"second.{row['status']}")
    if row["ratio_percent"] is not None:
        ratio, score = words.number(row["ratio_percent"], "%", 0), words.number(row["score"], "", 1)
        told = say("indicator.second_told", status=told, ratio=ratio, score=score)
    agrees = None if row["agrees"] is None else bool(row["agrees"])
    _verdict(row["plan_status"], row["status"], agrees, told)


def outlook(figure: Figure, band: Sequence[Row]) -> None:
    """Where the simple methods end, and how many of them reach the target; `band` has a row at least."""
    row = band[-1]
    values = {"low": figure.write(row["low"]), "high": figure.write(row["high"]), "year": int(row["year"])}
    key = "alike" if values["low"] == values["high"] else "told"
    key = f"{key}_bare" if row["reaching"] is None else key
    told = say(f"indicator.outlook_{key}", **values, methods=row["methods"], reaching=row["reaching"])
    aside.block(say("indicator.outlook"), [], told)


def beside(rows: Sequence[Row]) -> tuple[Row, Row] | None:
    """The city's own peak and Guangxi's; None where one of them is not known."""
    own = next((row for row in rows if row["region"] == plan().city and row["source"] == "industry"), None)
    other = next((row for row in rows if row["region"] != plan().city), None)
    return None if own is None or other is None else (own, other)


def peak_beside(rows: Sequence[Row]) -> None:
    """Guangxi's peak beside the city's, for a peak that is promised together with it (co2_peak_state).

    Data that end in their highest year say nothing of what came after, and are not called rising.
    """
    both = beside(rows)
    if both is None:
        return
    own, other = both
    apart = own["peak_year"] - other["peak_year"]
    order = "same" if apart == 0 else "later" if apart > 0 else "earlier"
    state = "data_end" if other["later_points"] == 0 else other["state"]
    told = say(
        f"indicator.peak_{order}",
        own=own["peak_year"],
        year=other["peak_year"],
        state=say("indicator.peak_data_end" if state == "data_end" else f"carbon.state_{state}"),
        until=other["newest_year"],
    )
    aside.block(say("indicator.peak_beside"), [], told)


def reported(row: Row) -> None:
    """How much of what is expected has come, by last weight, and who is missing; nothing where none is."""
    if row["coverage"] is None or not (row["missing"] or coverage.is_nameless(row)):
        return
    share = words.number(row["coverage"], "%", 1)
    least = words.number(plan().setting("roster", "minimum_coverage"), "%", 0)
    silent = [aside.Item(name) for name in (row["missing"] or "").split("、") if name]
    title = say("indicator.reported" if silent else "indicator.reported_nameless", value=share)
    aside.block(title, silent, "", shown=len(silent))
    st.caption(drawn("indicator.reported_least", value=least))


def sheet(code: str) -> str:
    """The sheet's number and name; one that is not described yet has only its number."""
    made = plan().templates.get(code)
    return code if made is None else f"{code} {words.pick(made.name, made.name_en)}"


def untold(statement: Statement, second: Row | None, band: Sequence[Row]) -> list[tuple[str, str]]:
    """Why there is no second opinion and no outlook, each where there is none."""
    told = []
    if second is None:
        key = "none" if statement.compounds else "never"
        told.append((say("indicator.second"), say(f"indicator.second_{key}")))
    if not band:
        key = "none" if statement.carried_forward else "never"
        told.append((say("indicator.outlook"), say(f"indicator.outlook_{key}")))
    return told


def facts(statement: Statement, row: Row, today: dt.date, untold: Sequence[tuple[str, str]] = ()) -> None:
    """Method, boundary, plan section, target, departments, sheets; `row` of the question statement_facts."""
    answering = joined(map(names.department, plan().departments_of(statement.id, today)))
    aside.facts(
        [
            (say("indicator.method"), words.pick(statement.method, statement.method_en)),
            (say("indicator.boundary"), words.pick(statement.boundary, statement.boundary_en)),
            (say("indicator.settings"), say("asked.semicolon").join(settings(statement))),
            (say("indicator.target"), _target(statement, row)),
            (say("indicator.base"), _year(row["target_base"], statement.base_year)),
            (say("indicator.due"), _year(row["target_year"], statement.due_year)),
            (say("indicator.section"), say("card.section", section=names.section(statement.section))),
            (say("indicator.departments"), answering),
            (say("indicator.templates"), joined(map(sheet, statement.templates))),
            *untold,
        ]
    )


def _year(of_target: int | None, of_statement: int | None) -> str:
    """The target's own year, else the statement's."""
    return str(of_statement or "") if of_target is None else str(int(of_target))


def settings(statement: Statement) -> list[str]:
    """What the number rests on and people may argue about, each by its name with its value."""
    return [
        say(f"setting.{dotted}", value=_setting(statement, value))
        for dotted, value in plan().settings_of(statement.id).items()
    ]


def _setting(statement: Statement, value: Setting) -> str:
    """A number as it is, a word by its name, a list by the names of the parts it picks."""
    if isinstance(value, list):
        return joined(names.item(statement.id, one) for one in value)
    if isinstance(value, str):
        return value if value.isdigit() else say(f"setting.word.{value}")
    return f"{value:g}"


def _target(statement: Statement, row: Row) -> str:
    if row["target"] is None:
        return ""
    source = names.source(row["target_source"])
    if statement.rule == "peak_before":
        return say("indicator.target_line_peak", year=int(row["target"]), source=source)
    value = words.number(row["target"], statement.unit, statement.decimals)
    if row["target_year"] is None:
        return say("indicator.target_line_always", value=value, source=source)
    return say("indicator.target_line", value=value, year=int(row["target_year"]), source=source)


def _verdict(plan_status: str, other: str, agrees: bool | None, told: str) -> None:
    """The second opinion beside the plan's own, with 方法不一致 where they differ."""
    mark = {True: ("=", "agree"), False: ("≠", "disagree")}.get(agrees) if agrees is not None else None
    head = f"<h4>{say('indicator.second')}</h4>"
    own = f"<li><small>{say('indicator.second_plan')}</small>{status.chip(plan_status)}</li>"
    second = f"<li><small>{say('indicator.second_other')}</small>{told}</li>"
    end = ""
    if mark:
        why = f"<small>{say('indicator.disagree_why')}</small>" if mark[1] == "disagree" else ""
        end = f'<li><b data-verdict="{mark[1]}">{mark[0]} {say(f"indicator.{mark[1]}")}</b>{why}</li>'
    st.html(f'<section class="peak-aside" data-second="{other}">{head}<ul>{own}{second}{end}</ul></section>')
