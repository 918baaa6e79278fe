"""The commands for many files: looks at a folder or at files, tells of each, publishes the good ones."""

import hashlib
import sys
import unicodedata
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from data.ingest import batch, batch_evidence, inbox, receive
from data.ingest.batch import Outcome, Overlap
from data.ingest.evidence import Given
from data.ingest.inspection import Inspection, NotAccepted
from data.ingest.limits import LIMITS
from data.ingest.sentences import both, say, visible
from data.ingest.words.periods import parse_period
from data.keep.errors import AwaitsReview, StoreError
from data.plan import plan

SETTLED = (*batch.GOOD, "repeated", "proof")
PART = 3  # the answer to the system when some were published and others were not
Json = dict[str, Any]


@dataclass
class Looked:
    """Files that were looked at, in order: the outcomes once for the same bytes, and what is told of each."""

    outcomes: list[Outcome]
    told: list[Json]
    contents: dict[str, bytes]
    inspections: dict[str, Inspection]


def paths_of(given: Sequence[Path]) -> list[Path]:
    """The files that are meant: those of a folder, in order, save what is no document of anybody.

    Raises StoreError where there is none, or more than a batch takes.
    """
    found: list[Path] = []
    for path in given:
        found += inbox.documents(path) if path.is_dir() else [path]
    if not found:
        raise StoreError(both("no_files", folder="、".join(map(str, given))))
    if len(found) > LIMITS.batch_files:
        raise StoreError(both("too_many", limit=LIMITS.batch_files, count=len(found)))
    return found


def look(paths: Sequence[Path], keep: bool) -> Looked:
    """Looks at each file, one after the other, and says on the way which; `keep` holds their bytes."""
    looked = Looked([], [], {}, {})
    by_hash: dict[str, str] = {}
    for number, path in enumerate(paths, 1):
        print(say("looking", number=number, count=len(paths), name=path.name), file=sys.stderr)
        content = inbox.bytes_of(path)
        sha256 = hashlib.sha256(content).hexdigest()
        if sha256 in by_hash:
            told = {"file": str(path), "sha256": sha256, "state": "twice", "same_as": by_hash[sha256]}
            looked.told.append(told)
            continue
        by_hash[sha256] = path.name
        inspection = receive.inspect(content, path.name)
        proof = batch_evidence.is_proof(inspection, content)
        outcome = batch.outcome_of(inspection, batch.room_left(looked.outcomes), proof)
        looked.outcomes.append(outcome)
        looked.told.append(inspection.as_dict() | {"file": str(path), "sha256": sha256})
        if keep:
            looked.inspections[sha256] = inspection.light()
            looked.contents[sha256] = content
    return looked


def settled(looked: Looked, reason: str = "") -> dict[str, str]:
    """The state of each file, written into what is told of it, with what it has in common with others."""
    states = batch.settled(looked.outcomes, {one.sha256: reason for one in looked.outcomes})
    owned = batch_evidence.owners(looked.outcomes) if batch_evidence.takers(looked.outcomes) else {}
    states = batch_evidence.settled(states, owned)
    names = {one.sha256: one.name for one in looked.outcomes}
    found = batch.overlaps([one for one in looked.outcomes if one.can_publish and not one.repeated])
    for told in looked.told:
        told.setdefault("state", states.get(told["sha256"]))
        if of := owned.get(told["sha256"]):
            told["evidence_of"] = names[of]
        told["overlaps"] = [
            {key: value for key, value in asdict(one).items() if key != "sha256"}
            for one in batch.of_file(found, told["sha256"])
        ]
    return states


def inspect(paths: Sequence[Path]) -> Json:
    """What would become of many files; no effect anywhere."""
    looked = look(paths_of(paths), keep=False)
    states = settled(looked)
    stand = [state for state in states.values() if state not in SETTLED]
    return {"files": looked.told, "exit_code": 1 if stand else 0}


def accept(paths: Sequence[Path], by: str, note: str, reason: str, all_good: bool, expected: int) -> Json:
    """Publishes the good ones as one generation; without `all_good` only where every file is one.

    `exit_code` is 0 where nothing is left to do, 1 where nothing was published, PART where some were not.
    """
    looked = look(paths_of(paths), keep=True)
    states = settled(looked, reason)
    good = [one for one in looked.outcomes if states[one.sha256] in batch.GOOD]
    rest = [one for one in looked.outcomes if states[one.sha256] not in SETTLED]
    for one in rest:
        if not one.can_publish and not one.try_again and not one.proof:
            receive.keep_refused(looked.contents[one.sha256], one.name, by, looked.inspections[one.sha256])
    answer: Json = {"files": looked.told, "published": None, "exit_code": 1 if rest else 0}
    if not good or (rest and not all_good):
        return answer | {"said": say("not_all" if good else "none_published")}
    files = [(looked.contents[one.sha256], one.name) for one in good]
    try:
        made = batch.publish(
            files, by, note, [reason if one.needs_reason else "" for one in good], expected,
            attachments=attached(looked, states, good),
        )  # fmt: skip
    except NotAccepted as refusal:  # something against one of them came meanwhile
        said = say("stopped_by", name=visible(refusal.inspection.name), told=refusal)
        return answer | {"said": said, "exit_code": 1}
    except AwaitsReview as kept:
        renamed(looked, "awaits")
        said = say("sent", count=len(good), waiting=kept.waiting)
        return answer | {"waiting": kept.waiting, "said": said, "exit_code": PART if rest else 0}
    renamed(looked, "published")
    said = say("published", generation=made.generation, count=len(good))
    return answer | {"published": asdict(made), "said": said, "exit_code": PART if rest else 0}


def attached(looked: Looked, states: dict[str, str], good: Sequence[Outcome]) -> list[list[Given]]:
    """The evidence of each file that is published."""
    going = batch_evidence.going(states, batch_evidence.owners(looked.outcomes))
    named = {one.sha256: (one.name, looked.contents[one.sha256]) for one in looked.outcomes}
    return [[named[proof] for proof in going.get(one.sha256, ())] for one in good]


def renamed(looked: Looked, state: str) -> None:
    """The files that were good are now in another state."""
    for told in looked.told:
        if told["state"] in batch.GOOD:
            told["state"] = state


def lines(answer: Json) -> list[str]:
    """An answer as lines of text: the table, then what was published."""
    return [*table(answer["files"]), *([answer["said"]] if "said" in answer else [])]


def table(told: Sequence[Json]) -> list[str]:
    """The outcomes as lines of text in columns; under a file that is not published what stands in its way."""
    rows = [(say(f"state_{one['state']}"), visible(Path(one["file"]).name), *facts(one)) for one in told]
    widths = [max(wide(line[place]) for line in rows) for place in range(len(rows[0]))]
    made: list[str] = []
    for one, line in zip(told, rows, strict=True):
        padded = [text + " " * (width - wide(text)) for text, width in zip(line, widths, strict=True)]
        made.append("  ".join(padded).rstrip())
        made += [f"    {text}" for text in below(one)]
    return made


def facts(one: Json) -> tuple[str, str, str, str]:
    """What is told of one file in the table: sheet, periods, rows, findings."""
    if one["state"] in ("twice", "proof", "loose"):
        return "", "", "", ""
    count = {name: sum(1 for each in one["findings"] if each["severity"] == name) for name in LEVELS}
    periods = [found.words if (found := parse_period(code)) else code for code in one["periods"]]
    some = periods if len(periods) <= 2 else [periods[0], "…", periods[-1]]
    counted = say("count", stops=count["stop"], warns=count["warn"], notes=count["note"])
    rows = say("rows", rows=one["rows"]) if one["rows"] else ""
    return one["template_name"] or "", "、".join(some), rows, counted if any(count.values()) else ""


LEVELS = ("stop", "warn", "note")


def below(one: Json) -> list[str]:
    """The lines under a file: which other it is, whom it contradicts, its gravest finding."""
    if one["state"] == "twice":
        return [say("same_as", name=visible(one["same_as"]))]
    told = [overlapping(Overlap(sha256="", **each)) for each in one["overlaps"]]
    if of := one.get("evidence_of"):
        return [say("evidence_of", name=visible(of))]
    if one["state"] in ("ready", "published", "awaits", "repeated"):
        return told
    if one["state"] == "loose":
        return [say("evidence_loose")]
    grave = sorted(one["findings"], key=lambda each: LEVELS.index(each["severity"]))
    return told + [f"{each['sheet']} {each['cell']} {each['zh']}".strip() for each in grave[:1]]


def overlapping(one: Overlap, lang: str = "zh") -> str:
    """What two files have in common, in words."""
    facts = {"sheet": one.sheet, "row": one.row, "other_sheet": one.other_sheet, "other_row": one.other_row}
    if one.differing:
        return say("differs", lang, name=visible(one.other), count=one.differing, **facts)
    return say("shares", lang, name=visible(one.other), count=one.records)


def wide(text: str) -> int:
    """How many places of a terminal a text takes."""
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)


def template_name(template: str) -> str:
    """The name of a template; "" where nothing was understood."""
    return plan().templates[template].name if template else ""
