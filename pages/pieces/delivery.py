"""Says how far a promise can be believed, and why: 可信, 有风险, 不足, each with what it lacks."""

from collections.abc import Mapping, Sequence
from html import escape

from data.plan import plan
from pages.pieces import ledger_kinds
from pages.speech import names
from pages.speech.figures import plain
from pages.speech.words import joined, say
from queries.question import Row

ORDER = ("weak", "at_risk", "credible")  # the worst first
NUMBERS = ("decision_movement_days", "report_movement_days", "evidence_after_days", "weak_from")
WITHIN = {"decisions": "decision_movement_days", "reports": "report_movement_days"}


def mark(row: Row, kind: str, named: bool = True) -> str:
    """Shape, word and reasons of a row with `delivery` and `lacks`, as markup; '' for what is closed."""
    code = row["delivery"]
    if not code:
        return ""
    title = f"{escape(say('delivery.name'))} " if named else ""
    why = reasons(row["lacks"] or [], kind)
    told = f"<small>{escape(why)}</small>" if why else ""
    chip = ledger_kinds.chip(code, names.state("delivery", code))
    return f'<span class="peak-delivery" data-delivery="{escape(code)}">{title}{chip}{told}</span>'


def short(row: Row, kind: str) -> str:
    """Shape and word alone, the reasons as its title: for narrow places."""
    code = row.get("delivery")
    if not code:
        return ""
    why = escape(reasons(row["lacks"] or [], kind))
    chip = ledger_kinds.chip(code, names.state("delivery", code))
    return f'<span class="peak-delivery" data-delivery="{escape(code)}" title="{why}">{chip}</span>'


def summary(rows: Sequence[Row]) -> str:
    """What is promised for a statement, kind by kind, as markup: 任务 ◆ 有风险 1，台账 ■ 不足 2."""
    kinds = list(dict.fromkeys(row["kind"] for row in rows))
    parts = []
    for kind in kinds:
        counts = {row["delivery"]: row["count"] for row in rows if row["kind"] == kind}
        chips = " ".join(
            f"{ledger_kinds.chip(code, names.state('delivery', code))} {counts[code]}"
            for code in ORDER
            if counts.get(code)
        )
        parts.append(f"<span>{escape(say(f'delivery.of_{kind}'))} {chips}</span>")
    title = escape(say("delivery.name"))
    return f'<p class="peak-delivery-sum"><b>{title}</b>{"".join(parts)}</p>' if parts else ""


def rule() -> str:
    """The rule in words, with its settings."""
    numbers = {name: plain(plan().setting("delivery", name), 0) for name in NUMBERS}
    return say("delivery.rule", **numbers)


def told(row: Row, kind: str) -> str:
    """The same as plain text, for tables: ◆ 有风险：尚无证据."""
    code = row["delivery"]
    if not code:
        return ""
    word = ledger_kinds.told(code, names.state("delivery", code))
    why = reasons(row["lacks"] or [], kind)
    return say("delivery.because", word=word, why=why) if why else word


def reasons(lacks: Sequence[str], kind: str) -> str:
    """What is lacking, in words; `kind` is whose rhythm it should move by."""
    moves = plain(plan().setting("delivery", WITHIN[kind]), 0)
    after = plain(plan().setting("delivery", "evidence_after_days"), 0)
    return joined(say(f"delivery.lacks_{code}", moves=moves, after=after) for code in lacks)


def counted(rows: Sequence[Row]) -> str:
    """可信 3 项，有风险 1 项: those that are open, the worst first."""
    found: Mapping[str, int] = {code: sum(row["delivery"] == code for row in rows) for code in ORDER}
    return joined(
        say("delivery.count", word=names.state("delivery", code), count=count)
        for code, count in found.items()
        if count
    )
