"""Which slides a meeting has, in which order: made from the answers alone, without a word or a picture."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from queries.question import Row

OVERVIEW, COUNTIES, TASKS, OWED, CHANGES = "overview", "counties", "tasks", "owed", "changes"
BECAME, DECISIONS = "became", "decisions"
STATEMENT = "statement"


@dataclass(frozen=True)
class Slide:
    """One thing on one screen; `code` is what the address says of it.

    One that is `apart` is reached by its number and not by paging.
    """

    code: str
    kind: str
    apart: bool = False


@dataclass(frozen=True)
class Deck:
    """The slides in their order, those apart behind them."""

    slides: Sequence[Slide]

    @property
    def order(self) -> list[str]:
        """The codes that paging goes through."""
        return [slide.code for slide in self.slides if not slide.apart]

    def place(self, slide: Slide) -> int:
        """The place in the order, from 1; 0 of a slide apart."""
        return 0 if slide.apart else self.order.index(slide.code) + 1

    def beside(self, slide: Slide) -> tuple[str, str]:
        """The codes before and after a slide; '' at the ends and of a slide apart."""
        if slide.apart:
            return "", ""
        order, at = self.order, self.place(slide) - 1
        return (order[at - 1] if at else "", order[at + 1] if at + 1 < len(order) else "")

    def outward(self, asked: str) -> list[Slide]:
        """The slides as they are needed: the one asked for, its neighbours, and so on to both ends."""
        at = next((n for n, slide in enumerate(self.slides) if slide.code == asked), 0)
        return [self.slides[n] for n in sorted(range(len(self.slides)), key=lambda n: (abs(n - at), -n))]


def deck(
    standings: Iterable[Row],
    *,
    counties: bool = False,
    tasks: bool = False,
    owed: bool = False,
    changes: bool = False,
    became: bool = False,
    decisions: bool = False,
    asked: str = "",
    known: Collection[str] = (),
) -> Deck:
    """The deck of one visit: a thing that has nothing to say has no slide.

    `standings` come in the order of seriousness (question `statements_standing`); those that want something
    and are told here get a slide, in that order. A statement `asked` for by number that is `known` and has
    none gets one apart.
    """
    wanting = [str(row["statement"]) for row in standings if row["wanting"] and row["in_scope"]]
    slides = [Slide(OVERVIEW, OVERVIEW)]
    slides += [Slide(BECAME, BECAME)] if became else []
    slides += [Slide(code, STATEMENT) for code in wanting]
    last = ((COUNTIES, counties), (TASKS, tasks), (OWED, owed), (CHANGES, changes), (DECISIONS, decisions))
    slides += [Slide(kind, kind) for kind, wanted in last if wanted]
    if asked in known and asked not in wanting:
        slides.append(Slide(asked, STATEMENT, apart=True))
    return Deck(tuple(slides))
