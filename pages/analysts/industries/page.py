"""The five peak actions: steel, building materials, chemicals, cars, machinery; together or one at a time."""

from data.plan import plan
from pages.analysts.industries import compared, one
from pages.frame import choices
from pages.frame.visit import Visit, open_page
from pages.pieces import statements
from pages.speech import words
from pages.speech.words import say
from queries.question import Row, Rows

SHEETS = ("S1", "S3", "S8", "S9")
ALL = "all"


def main() -> None:
    visit = open_page("view", sheets=SHEETS)
    line = visit.line("medium")
    with line:
        industry = choices.choice("industry", (ALL, *plan().industries), _name, say("industries.ask"))
    visit = visit.filtered("region", "period", line=line)
    only = None if industry == ALL else industry
    levels = visit.ask("industry_levels", industry=only, **visit.given("region", "period"))
    as_of = max((row["period"] for row in levels), default=visit.chosen.period)
    visit = visit.at(words.period(as_of)) if as_of else visit
    shown = _all(visit, levels) if only is None else one.draw(visit, only, levels)
    visit.foot([*levels, *shown])


def _name(code: str) -> str:
    """The industry in the visitor's language; `all` is all five."""
    return say("industries.all") if code == ALL else one.name(code)


def _all(visit: Visit, levels: Rows) -> list[Row]:
    """The five beside each other, with the statements about all of them."""
    newest = levels.kept(lambda row: row["newest"])
    cards = visit.ask("overview_cards", **visit.given("region", "period"))
    shown = statements.speaking(cards, plan().theme("industries"))
    headline = compared.headline(visit, newest)
    visit.head(headline, say("industries.subline", period=visit.as_of), newest)
    compared.draw(visit, levels, newest, shown)
    return shown


main()
