"""Asks for the reason that a person types where a finding may be right all the same."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from data.ingest.inspection import Inspection, NotAccepted
from data.keep import archive
from data.keep.archive import Parcel
from data.keep.errors import Damaged

LETTERS = 2  # different letters that a reason has at least: 补报 is one, 1111 and 。。。 are none

Reasons = Sequence[str] | Callable[[Inspection], str] | None


class NeedsReason(NotAccepted):
    """An upload that only waits for a reason; carries the inspection with the findings that ask for one."""

    zh = "有检查结果需要写明原因，没有发布任何数据。请核对下列各条；确实无误的，写明原因后再发布。"
    en = (
        "Some findings of this file ask for a reason; nothing was published. Check them; "
        "where the figures are right, say why and publish again."
    )

    def __init__(self, inspection: Inspection) -> None:
        super().__init__(inspection)
        asking = [finding.message() for finding in inspection.findings if finding.needs_reason]
        self.args = (f"{self.zh}{'；'.join(asking[:5])}",)


def is_one(text: str) -> bool:
    """Whether a text can be a reason: more than blanks, signs, digits or one letter again and again."""
    return len({sign for sign in text if sign.isalpha()}) >= LETTERS


def reasoned(parcel: Parcel, inspection: Inspection, reason: str) -> Parcel:
    """The parcel with its reason; NeedsReason where a finding asks for one and this is none."""
    if inspection.needs_reason and not is_one(reason):
        raise NeedsReason(inspection)
    return replace(parcel, reason=reason.strip())


def each(reasons: Reasons, inspections: Sequence[Inspection]) -> Sequence[str]:
    """The reason of each of several files; "" for each where none are given."""
    if callable(reasons):
        return [reasons(inspection) for inspection in inspections]
    return reasons or [""] * len(inspections)


def reason_of(upload: str) -> str:
    """Why an archived upload was published all the same; "" where nobody had to say."""
    try:
        return archive.receipt(upload).reason
    except Damaged:  # the number and its cell stand all the same; verify tells of the receipt
        return ""
