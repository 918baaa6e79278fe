"""The shape of a ledger: what names its rows, which states they can be in, and what a page lists of them."""

from dataclasses import dataclass, field

from data.plan.coded import Named

KINDS = frozenset({"rows", "register", "figures"})
PLAIN = "plain"  # the rule of a ledger that has none of its own, and the owner of its states' words
DAYS = ("since", "due", "done")
ANSWERED = frozenset({"name", "state", "since", "due_on"})  # what a ledger says of its rows itself


def listed_as(field: str) -> str:
    """What a column of the sheet is called in the list, where the ledger has an answer of the same name."""
    return f"reported_{field}" if field in ANSWERED else field


@dataclass(frozen=True)
class LedgerState(Named):
    """A state a row of a ledger can be in; open ones still wait for something.

    `in_force`: a title that counts. `looks_like` is the status whose shape and colour it borrows, and by
    it whether it is bad news; the word is its own.
    """

    ledger: str = ""
    open: bool = False
    in_force: bool = False
    looks_like: str = ""


@dataclass(frozen=True)
class Ledger(Named):
    """The `[ledger]` block of a template.

    `kind`: rows that are settled one by one, a register of titles that are in force or not, or figures
    with a drawing of their own. `rule` is a file of data/snapshot/ledgers; the plain rule knows the days
    `since` a row is on the list (empty: always), it is `due` and it was `done`. `naming`: the columns
    that name a row, the last one's cell is shown. `lead` stands first in a list, `more` after the dates.
    `proof`: the columns of documents that prove a row. `elsewhere`: rows with these values have a page of
    their own and are not counted here.
    `rules` are sentences with settings in braces: {section[name]}.
    """

    order: int = 1000
    kind: str = "rows"
    rule: str = PLAIN
    naming: tuple[str, ...] = ()
    lead: tuple[str, ...] = ()
    more: tuple[str, ...] = ()
    since: str = ""
    due: str = ""
    done: str = ""
    newest_first: bool = False
    proof: tuple[str, ...] = ()
    elsewhere: dict[str, str] = field(default_factory=dict)
    rules: tuple[str, ...] = ()
    rules_en: tuple[str, ...] = ()
    states: tuple[LedgerState, ...] = ()

    @property
    def register(self) -> bool:
        """Whether its rows are titles, which are never finished, only in force or not."""
        return self.kind == "register"

    @property
    def listed(self) -> bool:
        """Whether it has rows in states, which most questions about ledgers speak of."""
        return self.kind != "figures"

    @property
    def fields(self) -> set[str]:
        """Every column of the template that the block speaks of."""
        days = {getattr(self, name) for name in DAYS} - {""}
        return {*self.naming, *self.lead, *self.more, *self.proof, *self.elsewhere, *days}
