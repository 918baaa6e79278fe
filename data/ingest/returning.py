"""What a clerk takes back: the same workbook with every bad cell marked, or why that cannot be made."""

from dataclasses import astuple

from data.ingest.child import ask
from data.ingest.findings import Refused
from data.ingest.inspection import Inspection


def marked(content: bytes, inspection: Inspection, lang: str = "zh", who: str = "") -> bytes:
    """The same workbook with every bad cell marked, made by a child; ValueError for one that was not read.

    Any other kind of file than .xlsx comes back as an .xlsx of what was read of it.
    Raises Refused, with the sentence to show, when the child cannot do it within its limits.
    """
    if inspection.refused is not None:
        raise ValueError("只有能读懂的文件才能标注 / only a file that could be read can be marked")
    told = {"findings": [astuple(finding) for finding in inspection.findings], "lang": lang}
    told["ending"] = inspection.kind
    return ask.run_in_child("marked", content, told, who)[1]


def returned(content: bytes, inspection: Inspection, lang: str = "zh") -> bytes:
    """What a clerk takes back: the marked workbook; where it cannot be made, why and the list of findings."""
    try:
        return marked(content, inspection, lang)
    except Refused as refusal:
        from data.ingest import finding_list

        return finding_list.workbook([refusal.finding, *inspection.findings], lang)
