"""Lists the parks that are converted: approval, start, plan and acceptance; what is late stands out."""

from data.plan import plan
from pages.analysts.circular import tables
from pages.frame.visit import Visit
from pages.pieces.listing import Cell, Line, framed
from pages.speech import names, words
from pages.speech.words import say
from queries.question import Row, Rows

PARKS = plan().role("circular.parks")
HEADINGS = ("park", "state", "approved", "started", "due", "accepted")


def draw(visit: Visit, every: Rows, shown: Rows) -> None:
    """The parks that are shown, under a sentence about every one."""
    done = [row for row in every if not row["open"]]
    late = [row for row in every if row["due_within"] == "overdue"]
    key = "circular.list_late" if late else "circular.list_title" if every else "circular.list_none"
    title = say(key, count=len(every), done=len(done), late=len(late))
    day = words.date(visit.day)
    about = visit.about(title, say("circular.list_measure", date=day), every, statement=PARKS, as_of=day)
    headings = [say(f"circular.column_{name}") for name in HEADINGS]
    framed("circular-parks", about, headings, [_line(row) for row in shown], shown, tables.parks())


def _line(row: Row) -> Line:
    late = row["due_within"] == "overdue"
    left = ""
    if row["open"] and row["days_left"] is not None:
        key = "asked.days_late" if late else "asked.days_left"
        left = say(key, days=abs(row["days_left"]))
    cells = [
        Cell(names.state("circular_parks", row["state"]), loud=bool(row["open"]) and late),
        Cell(words.date(row["approved_on"]), row["approval_document"] or ""),
        Cell(words.date(row["started_on"])),
        Cell(words.date(row["planned_on"]), left, loud=late),
        Cell(words.date(row["accepted_on"]), row["acceptance_document"] or ""),
    ]
    level = names.option("S13", "level", row["level"])
    return Line(row["park"], cells, note=f"{names.region(row['region'])} · {level}")
