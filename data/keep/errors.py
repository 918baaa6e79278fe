"""What stops the store: faults that no program may guess its way around; their sentences say what to do."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from data.keep.journal import Entry


class StoreError(Exception):
    """The store did not do it; the sentence says what a person must do. `code` is its row of faults.csv."""

    code = "store"


class Uncertain(StoreError):
    """A publication whose line of the journal may or may not be durable: only the history can tell."""

    code = "uncertain"


class Damaged(StoreError):
    """What only a backup can give back is not as it was written: a receipt, an original, evidence."""

    code = "damaged"


class MovedOn(StoreError):
    """Publications came between what a person looked at and their answer: `since`, oldest first."""

    code = "moved_on"

    def __init__(self, expected: int, since: "tuple[Entry, ...]") -> None:
        self.expected, self.since = expected, since
        newest = since[-1]
        super().__init__(
            f"您看的是第 {expected} 次发布，其后 {newest.by} 已发布第 {newest.generation} 次 / you looked at "
            f"generation {expected}; since then {newest.by} published generation {newest.generation}"
        )


class AlreadyPublished(StoreError):
    """These very bytes speak already, since `generation`; publishing them again would change nothing."""

    code = "already_published"

    def __init__(self, generation: int, file_name: str = "") -> None:
        self.generation, self.file_name = generation, file_name
        super().__init__(
            f"这份文件已在第 {generation} 次发布中 / "
            f"this file was published already as generation {generation}"
        )


class NotPublished(StoreError):
    """What is to be withdrawn is not in force (any more); `uploads` names it."""

    code = "not_published"

    def __init__(self, uploads: tuple[str, ...]) -> None:
        self.uploads = uploads
        super().__init__(f"未在发布中 / not published now: {list(uploads)}")


class NoSuchGeneration(StoreError):
    """There never was a publication of that number."""

    code = "no_generation"

    def __init__(self, generation: int) -> None:
        self.generation = generation
        super().__init__(f"没有第 {generation} 次发布 / there is no generation {generation}")


class PeriodLocked(StoreError):
    """Something would change what is locked as final: `what` (zh / en), by whom, since when and why."""

    code = "locked"

    def __init__(self, what: str, by: str, at: str, reason: str, count: int, generation: int) -> None:
        self.what, self.by, self.at, self.reason = what, by, at, reason
        self.count, self.generation = count, generation
        super().__init__(f"已锁定为终核 / locked as final: {what} ({by}, {at[:10]}, {generation})")


class NotInForce(StoreError):
    """What is to be taken back is no correction or lock in force (any more): `generation` of its line."""

    code = "not_in_force"

    def __init__(self, generation: int) -> None:
        self.generation = generation
        super().__init__(f"第 {generation} 次发布的更正或锁定不在生效 / {generation}: not in force")


class NoReason(StoreError):
    """Nobody said why; what is corrected, locked and unlocked is told with its reason for ever."""

    code = "no_reason"

    def __init__(self) -> None:
        super().__init__("没有写明原因 / no reason was given")


class NotCorrectable(StoreError):
    """A cell or a value that cannot be corrected; the sentence (zh / en) says why and what to do instead."""

    code = "not_correctable"


class AwaitsReview(StoreError):
    """An upload lies ready and waits for a second person: nothing is published yet; `waiting` is its id."""

    code = "awaits_review"

    def __init__(self, waiting: str) -> None:
        self.waiting = waiting
        super().__init__(f"已送复核（{waiting}），尚未发布 / waits for a second person ({waiting})")


class AlreadyWaiting(StoreError):
    """The same bytes wait for a second person already."""

    code = "already_waiting"

    def __init__(self, waiting: str, by: str) -> None:
        self.waiting, self.by = waiting, by
        super().__init__(f"{by} 已送复核（{waiting}） / {by} sent it already ({waiting})")


class NotWaiting(StoreError):
    """There is no submission of that id that still waits: it was published, sent back, or never was."""

    code = "not_waiting"

    def __init__(self, waiting: str) -> None:
        self.waiting = waiting
        super().__init__(f"没有待复核的上报 {waiting} / nothing waits under {waiting}")


class WaitingFull(StoreError):
    """What waits for a second person takes all the room that the settings give it (megabytes)."""

    code = "waiting_full"

    def __init__(self, megabytes: float) -> None:
        self.megabytes = megabytes
        super().__init__(f"待复核已满 {megabytes:.0f} MB / what waits fills {megabytes:.0f} MB")


class SamePerson(StoreError):
    """Nobody approves what they sent themselves; `by` is the sender, or nobody was named."""

    code = "same_person"

    def __init__(self, by: str) -> None:
        self.by = by
        super().__init__(f"须由 {by} 以外的人复核 / somebody else than {by} must approve")
