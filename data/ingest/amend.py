"""Corrects a published cell, locks a period as final, takes either back; each a publication of its own."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import pyarrow as pa

from data.ingest import again, evidence, rights
from data.ingest.cells.grid import column_letter, place_of
from data.ingest.checks.validate import validate
from data.ingest.findings import Finding
from data.ingest.looking_back import journalled
from data.ingest.receive import Receipt
from data.ingest.records import Records, Row, from_parquet
from data.ingest.words.days import day_of
from data.ingest.words.names import choice_of, code_of, visible
from data.ingest.words.periods import parse_period
from data.ingest.words.quantities import quantity
from data.keep import archive, journal
from data.keep import evidence as kept_evidence
from data.keep.amendments import Amending, Correction, Lock
from data.keep.errors import Damaged, NoReason, NotCorrectable
from data.people import acting
from data.plan import Template, plan
from data.plan.model import Column
from data.snapshot import in_force, publish, published
from data.snapshot.amending import as_text, can_be_corrected
from data.snapshot.in_force import Held, Standing

__all__ = [
    "Held",
    "Seen",
    "Standing",
    "correct",
    "corrections",
    "faults_of",
    "lock",
    "locks",
    "look",
    "proof",
    "sheets",
    "uncorrect",
    "unlock",
]

CODED = frozenset({"basis", "sector", "category"})


@dataclass(frozen=True)
class Seen:
    """A cell that may be corrected: its column, its record, what it says, what stands in its place already.

    `says` is the cell's own value as plain text; `row` the whole record as published by its upload; `records`
    hold it for the checks of its template.
    """

    upload: str
    sheet: str
    cell: str
    template: Template
    column: Column
    record: str
    says: str
    records: Records
    row: Row
    standing: Standing | None = None


def corrections() -> list[Standing]:
    """Every correction in force, newest first, and how it stands beside the rows that speak."""
    return in_force.all_corrections()


def locks() -> list[Held]:
    """Every locked period, newest lock first."""
    return in_force.all_locks()


def look(upload: str, sheet: str, cell: str) -> Seen:
    """The value that stands in a cell of an upload. NotCorrectable where none does, or it does not speak."""
    known = receipt_of(upload)
    template = plan().templates.get(known.template)
    try:
        number, position = place_of(cell.strip().upper())
    except ValueError as error:
        raise no_such_cell(sheet, cell) from error
    if template is None:
        raise no_such_cell(sheet, cell)
    letters = [(one, field, letter) for one, field, letter in known.cells]
    records = rows_of(upload, template, letters)
    found = [
        (row, column)
        for row in records.rows
        if (row.sheet, row.number) == (sheet, number)
        for column in columns_at(records, row, column_letter(position))
    ]
    if len(found) != 1:
        raise no_such_cell(sheet, cell)
    row, column = found[0]
    if not can_be_corrected(template, column):
        raise NotCorrectable(
            f"“{column.heading}”说明这是哪一条记录，不能更正；请改好文件重新上传，或撤回这份文件 / "
            f"“{column.heading_en}” says which record it is and cannot be corrected; mend the file and "
            "upload it again, or withdraw it"
        )
    record = records.key(row)
    if not speaks(template, record, upload, row):
        raise NotCorrectable(
            f"“{sheet}”{cell} 已撤回，或已被后来的文件取代，请更正现在生效的那个单元格 / "
            f"{sheet}!{cell} was withdrawn or replaced by a later file; correct the cell that speaks now"
        )
    says = as_text(row.values.get(column.field))
    return Seen(
        upload, sheet, cell.strip().upper(), template, column, record, says, Records(template, [row]), row,
        standing_in(template, upload, row, column),
    )  # fmt: skip


def receipt_of(upload: str) -> archive.Receipt:
    """The receipt of an upload that was ever published; NotCorrectable for any other text."""
    try:
        return archive.receipt(journalled(upload))
    except KeyError as fault:
        raise NotCorrectable("没有这份上报，请从上报历史重新打开 / there is no such upload") from fault


def sheets(upload: str) -> list[str]:
    """The sheets of an upload in which values stand. NotCorrectable for what is no upload."""
    return list(dict.fromkeys(sheet for sheet, _, _ in receipt_of(upload).cells))


def rows_of(upload: str, template: Template, letters: list[tuple[str, str, str]]) -> Records:
    """The rows of an upload; Damaged where the archive does not give them any more."""
    try:
        return from_parquet(archive.rows_file(upload).read_bytes(), template, letters)
    except pa.ArrowException as fault:
        raise Damaged(
            f"上报 {upload} 的解析记录已损坏，没有更正；请运行 python -m data.ingest repair / "
            f"the parsed rows of upload {upload} are damaged, nothing was corrected; "
            "run python -m data.ingest repair"
        ) from fault


def no_such_cell(sheet: str, cell: str) -> NotCorrectable:
    """What to say of a cell in which no published value stands."""
    return NotCorrectable(
        f"“{sheet}”{cell} 没有已发布的值，请核对工作表名和单元格 / "
        f"no published value stands in {sheet}!{cell}; check the sheet and the cell"
    )


def columns_at(records: Records, row: Row, letter: str) -> list[Column]:
    """The column of the template that a letter is of in a row; a wide form has one for every item."""
    item = row.text(records.template.item) if records.template.item else ""
    fields = [
        field.partition(":")[0]
        for (sheet, field), one in records.letters.items()
        if (sheet, one) == (row.sheet, letter) and field.partition(":")[2] in ("", item)
    ]
    return [column for column in map(records.template.column, dict.fromkeys(fields)) if column is not None]


def speaks(template: Template, record: str, upload: str, row: Row) -> bool:
    """Whether a row of an upload is the one that speaks for its record now."""
    now = published.rows(template, [record]).get(record, {})
    return (now.get("upload"), now.get("sheet"), now.get("row")) == (upload, row.sheet, row.number)


def standing_in(template: Template, upload: str, row: Row, column: Column) -> Standing | None:
    """The correction of a cell that is in force, if any."""
    wanted = (upload, row.sheet, row.number, column.field)
    for one in in_force.corrections_of(template):
        if (one.upload, one.sheet, one.row, one.field) == wanted:
            return one
    return None


def correct(
    seen: Seen, to: str, by: str, reason: str, document: str = "", expected: int | None = None,
    proof: Sequence[evidence.Given] = (),
) -> Receipt:  # fmt: skip
    """Has a cell say `to` from now on, in every figure made of it; what it said stays with it for ever.

    `document` names what proves it, `proof` are files (name, bytes) that are kept with it. Raises NoReason,
    NotCorrectable for a value that the column or its checks do not allow or a file that is no evidence,
    PeriodLocked, and MovedOn when more was published than the `expected` generation looked at.
    """
    place = seen.row.text("region") or None
    acting.require_correcting(receipt_of(seen.upload).by, place, seen.template.id)
    if not reason.strip():
        raise NoReason
    becomes = allowed(seen, value_of(seen.column, to))
    for wrong in faults_of(proof):
        raise NotCorrectable(both(wrong))
    kept = evidence.listed(list(proof))
    what = Correction(
        seen.template.id, seen.record, seen.column.field, seen.says, becomes, seen.column.unit,
        document.strip(), seen.upload, seen.sheet, seen.cell, tuple(one for one, _ in kept),
    )  # fmt: skip
    return amended("correct", by, reason, Amending(correction=what, proof=tuple(kept)), expected)


def faults_of(proof: Sequence[evidence.Given]) -> list[Finding]:
    """What keeps files (name, bytes) from being evidence of a correction; has no effect."""
    return evidence.of_files(list(proof))


def proof(generation: int, n: int) -> tuple[str, bytes]:
    """Name and bytes of the n-th file (from 1) that proves what a generation corrected; KeyError for none."""
    lines = {entry.generation: entry.correction for entry in journal.read()}
    made = lines.get(generation)
    known = {one.n: one for one in (made.proof if made else ())}
    if n not in known:
        raise KeyError(f"没有这份佐证材料 / no such evidence: {generation} {n}")
    return known[n].name, kept_evidence.content(known[n])


def uncorrect(generation: int, by: str, reason: str, expected: int | None = None) -> Receipt:
    """Takes back what a generation corrected. Raises NoReason, NotInForce, PeriodLocked, MovedOn."""
    rights.to_take_back(generation)
    return amended("uncorrect", by, reason, Amending(lifts=generation), expected)


def lock(
    template: str, periods: Sequence[str], region: str, by: str, reason: str, expected: int | None = None
) -> Receipt:
    """Locks periods (codes) as final, of one template or all (''), in one place or all ('').

    From then on nothing that would change, add or take away one of their records is published. Raises
    NotCorrectable for what is no template, period or place, NoReason, MovedOn.
    """
    acting.require("lock")
    known = plan()
    what = Lock(template, tuple(map(period_code, dict.fromkeys(periods))), region)
    unknown = (template and template not in known.templates) or (region and region not in known.regions)
    if not periods or unknown or (template and known.templates[template].period is None):
        raise NotCorrectable(
            "没有这样的报表、期间或地区，或这张表不分期间，无法锁定 / "
            "there is no such sheet, period or place, or the sheet has no periods: nothing to lock"
        )
    return amended("lock", by, reason, Amending(lock=what), expected)


def unlock(generation: int, by: str, reason: str, expected: int | None = None) -> Receipt:
    """Opens the lock that a generation made. Raises NoReason, NotInForce, MovedOn."""
    acting.require("lock")
    return amended("unlock", by, reason, Amending(lifts=generation), expected)


def amended(action: str, by: str, reason: str, amending: Amending, expected: int | None) -> Receipt:
    """Publishes an amendment; returns when it is durable."""
    entry, _, visible = publish.publish(
        action, by, note=reason.strip(), expected=expected, reread=again.rows, amending=amending
    )
    return Receipt(entry.generation, entry.snapshot, "", (), visible)


def period_code(text: str) -> str:
    """The code of a period, however it is written; NotCorrectable for what is none."""
    found = parse_period(text)
    if found is None:
        raise NotCorrectable(f"读不懂期间“{text}” / “{text}” is no period")
    return found.code


def value_of(column: Column, text: str) -> Any:
    """What a person typed as a value of a column; None for nothing. NotCorrectable for what is none."""
    typed = visible(text).strip()
    if not typed:
        if column.required:
            raise not_a_value(column, typed)
        return None
    if column.numeric:
        read = quantity(typed, column.unit)
        value: Any = None if read.rule == "footnote_mark" else read.value
    elif column.kind == "date":
        value = day_of(typed)
    elif column.choices:
        value = choice_of(column.choices, typed)
    else:
        value = code_of(column.kind, typed) if column.kind in CODED else typed
    if value is None:
        raise not_a_value(column, typed)
    return value


def not_a_value(column: Column, text: str) -> NotCorrectable:
    """What to say of a value that a column does not hold."""
    unit = f"（{column.unit}）" if column.unit else ""
    return NotCorrectable(
        f"“{column.heading}”{unit}不能填“{text[:40]}” / “{text[:40]}” cannot stand in “{column.heading_en}”"
    )


def allowed(seen: Seen, value: Any) -> str:
    """A value as a correction writes it, held against the checks of its template.

    Raises NotCorrectable where it is what the cell says already, or stops its record.
    """
    text = as_text(value)
    if text == seen.says:
        raise NotCorrectable("与原值相同，无需更正 / it is what the cell says already")
    corrected = replace(seen.row, values={**seen.row.values, seen.column.field: value}, key=None)
    before = {(found.rule, found.field) for found in validate(seen.records)}
    for found in validate(replace(seen.records, rows=[corrected])):
        if found.severity == "stop" and (found.rule, found.field) not in before:
            raise NotCorrectable(both(found))
    return text


def both(found: Finding) -> str:
    """A finding in both languages, as one sentence."""
    return " / ".join(found.sentence(lang).rstrip("。.") for lang in ("zh", "en"))
