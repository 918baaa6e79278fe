"""Names the ledgers of the plan, their rules in words, and the shape and colour of a state of their rows."""

from dataclasses import dataclass

from data.plan import Template, plan
from data.plan.ledger import Ledger as Block
from pages.pieces import status
from pages.speech import names, words
from pages.speech.palette import colour, status_token


@dataclass(frozen=True)
class Ledger:
    """One ledger: the `[ledger]` block of its workbook, and the workbook, in the visitor's language."""

    block: Block
    sheet: Template

    @property
    def code(self) -> str:
        return self.block.code

    @property
    def name(self) -> str:
        return words.pick(self.block.name, self.block.name_en)

    @property
    def lead(self) -> tuple[str, ...]:
        """The columns that say which row it is."""
        return self.block.lead

    @property
    def more(self) -> tuple[str, ...]:
        """The columns that follow a row's state and dates: those of the block, else all others."""
        said = {*self.lead, self.block.due, "region", "sector"}
        every = (column.field for column in self.sheet.columns if column.field not in said)
        return self.block.more or tuple(every)

    @property
    def register(self) -> bool:
        """Whether it holds titles, which are never finished, only in force or not."""
        return self.block.register

    @property
    def template(self) -> str:
        return self.sheet.id

    @property
    def source(self) -> str:
        return names.sheet(self.sheet.id)

    @property
    def statements(self) -> list[str]:
        """The statements of the plan this ledger answers for."""
        return [code for code, known in plan().statements.items() if self.template in known.templates]

    def rules(self) -> list[str]:
        """The rules in words, with the settings they depend on."""
        told = self.block.rules_en if words.language() == "en" else self.block.rules
        return [rule.format(**plan().settings) for rule in told]


def ledgers() -> dict[str, Ledger]:
    """Every ledger of the plan, in the order in which it is offered."""
    return {code: Ledger(item.ledger, item) for code, item in plan().ledgers.items() if item.ledger}


def like(state: str) -> str:
    """The status a state of a ledger row, a task or a sheet looks like; the plan says it, once for all."""
    return next(known.looks_like for known in plan().ledger_states if known.code == state)


def tone(state: str) -> str:
    return status_token(like(state))


def shape(state: str) -> str:
    return plan().statuses[like(state)].shape


def told(state: str, name: str) -> str:
    """Shape and word without colour, for tables."""
    return f"{shape(state)} {name}"


def chip(state: str, name: str) -> str:
    """Shape, word and colour as a small label."""
    return status.mark(shape(state), name, colour(tone(state)), state=state)
