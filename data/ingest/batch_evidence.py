"""Tells which of many files are evidence, and which workbook of them each belongs to.

A file belongs to the workbook whose rows name it, else to the one whose file name it shares, else to the only
one that takes evidence. Where two may be meant a person chooses; nothing is attached on a guess.
"""

from collections.abc import Mapping, Sequence
from pathlib import PurePath

from data.ingest import evidence
from data.ingest.batch import GOOD, Outcome
from data.ingest.inspection import Inspection
from data.ingest.words.names import squeeze

KINDS = ("pdf", "docx", "jpg", "jpeg", "png")  # a workbook among the files is a workbook
SHORTEST = 2  # signs of a name that can tell a file
PROOF, LOOSE = "proof", "loose"


def is_proof(inspection: Inspection, content: bytes) -> bool:
    """Whether a file that is no workbook may be evidence of another one, by its first bytes."""
    if inspection.template is not None or inspection.proposal is not None or inspection.try_again:
        return False
    return evidence.ending_of(inspection.name) in KINDS and evidence.fault(inspection.name, content) is None


def takers(outcomes: Sequence[Outcome]) -> list[Outcome]:
    """The workbooks that take evidence, also those that have to be mended first: theirs waits with them."""
    return [one for one in outcomes if one.asks_proof]


def owners(outcomes: Sequence[Outcome], chosen: Mapping[str, str] | None = None) -> dict[str, str]:
    """Of each file of evidence the workbook it belongs to, by hash; '' where a person has to say.

    `chosen` is what a person said ('' for none of them).
    """
    those, said = takers(outcomes), chosen or {}
    there = {one.sha256 for one in those} | {""}
    found = {}
    for one in outcomes:
        if one.proof:
            own = said.get(one.sha256)
            found[one.sha256] = own if own in there and own is not None else owner_of(one, those)
    return found


def owner_of(proof: Outcome, those: Sequence[Outcome]) -> str:
    """The one workbook that names a file, or whose name it shares, or that alone takes evidence."""
    stem = stem_of(proof.name)
    naming = [one for one in those if any(is_named(stem, text) for text in one.proofs_named)]
    sharing = [one for one in those if share(stem, stem_of(one.name))]
    for group in (naming, sharing, list(those)):
        if group:
            return group[0].sha256 if len(group) == 1 else ""
    return ""


def stem_of(name: str) -> str:
    """A file's name without its ending, squeezed."""
    return squeeze(PurePath(name).stem)


def is_named(stem: str, text: str) -> bool:
    """Whether a cell names a file: 会议纪要.pdf, 《会议纪要》, 见会议纪要."""
    said = squeeze(text)
    return len(stem) >= SHORTEST and (stem in said or stem_of(text.strip("《》“”")) == stem)


def share(stem: str, other: str) -> bool:
    """Whether one name begins with the other: 判定, 判定_会议纪要."""
    short, long = sorted((stem, other), key=len)
    return len(short) >= SHORTEST and long.startswith(short)


def settled(states: Mapping[str, str], owned: Mapping[str, str]) -> dict[str, str]:
    """The states of a batch with those of evidence: goes with its workbook, or belongs to none so far."""
    return {**states, **{one: PROOF if of else LOOSE for one, of in owned.items()}}


def going(states: Mapping[str, str], owned: Mapping[str, str]) -> dict[str, list[str]]:
    """The evidence of each workbook that is published, by hash."""
    found: dict[str, list[str]] = {}
    for one, of in owned.items():
        if states.get(of) in GOOD:
            found.setdefault(of, []).append(one)
    return found
