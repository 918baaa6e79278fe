"""All must, or each by its date: who is missing by name and since when, who still has time."""

from functools import partial

from pages import charts
from pages.analysts.indicator import frames
from pages.analysts.indicator.kinds import answering, few
from pages.analysts.indicator.kinds.kind import Absent, Answer, Draw, Kind, told
from pages.analysts.indicator.subject import Subject
from pages.pieces import panel, tables
from pages.pieces.tables import Column
from pages.speech import names, words
from pages.speech.catalogue import known
from pages.speech.figures import missing
from pages.speech.words import say
from queries.methods.needed import members_needed
from queries.question import Row, Rows

NAMED = 3
COUNTED = ("in", "missing", "open", "waiting", "unknown")
OWED = ("in", "missing", "open")  # what the share is counted of; of these, open ones still have time


def standing(subject: Subject, which: str) -> list[Row]:
    """The members that stand so."""
    return [row for row in subject.members if row["standing"] == which]


def count_of(subject: Subject, which: str) -> int:
    """How many stand so, those that are seen as sums only too."""
    return subject.members.kept(lambda row: row["standing"] == which).total


def name(row: Row) -> str:
    """A member's name; a place is a member by its own."""
    return str(row["name"]) or names.region(row["region"])


def lacking(subject: Subject, row: Row) -> str:
    """What a member lacks, in words, where its sheet tells."""
    told = [
        say(f"member.{part}") if known(f"member.{part}") else names.item(subject.statement.id, part)
        for part in str(row["part"]).split()
    ]
    return words.joined(told)


def first(subject: Subject) -> Draw | None:
    """Every member, place by place; where nobody names them the line of the share."""
    if subject.members:
        return partial(everybody, subject)
    return partial(line, subject) if subject.drawn else few.first(subject)


def everybody(subject: Subject) -> None:
    """The chart of the members, those missing named in it; the table says what each lacks and since when."""
    figure, visit = subject.figure, subject.visit
    rows = [
        {
            "group": names.region(row["region"]) if row["name"] else say("member.places"),
            "name": name(row),
            "standing": row["standing"],
            "told": sentence(subject, row),
            "grade": row["grade"],
        }
        for row in subject.members
    ]
    missing = {row["group"] for row in rows if row["standing"] == "missing"}
    rows.sort(key=lambda row: row["group"] not in missing)
    measure = say("indicator.members_measure", period=figure.when, scope=figure.scope)
    about = visit.about(title(subject), measure, rows, statement=figure.statement.id, as_of=figure.when)
    every = table(subject)
    panel.chart("members", "members", charts.members.data(rows), about, every, columns(every))
    if any(row["standing"] != "in" for row in rows):
        missing_table(subject)


def title(subject: Subject) -> str:
    """How many are in, and who is missing."""
    gone, early, waiting = (count_of(subject, which) for which in ("missing", "open", "waiting"))
    count = sum(count_of(subject, which) for which in OWED)
    if not gone and early:
        return say("indicator.members_open", count=count, open=early)
    if not gone:
        key = "indicator.members_waiting" if waiting else "indicator.members_all"
        return say(key, count=count, waiting=waiting)
    named = [name(row) for row in standing(subject, "missing")]
    listed = answering.several(named, NAMED)
    if len(named) < gone:
        listed = words.joined([listed, say("others.elsewhere", count=gone - len(named))])
    return say("indicator.members_missing", count=count, missing=gone, names=listed)


def sentence(subject: Subject, row: Row) -> str:
    """A member in one line: name, place, how it stands, since when or until when."""
    where = "" if not row["name"] else names.region(row["region"])
    parts = [name(row), where, say(f"member.{row['standing']}"), lacking(subject, row), when(subject, row)]
    return " · ".join(part for part in parts if part)


def when(subject: Subject, row: Row) -> str:
    """Since when somebody is missing, or until when there is time."""
    if row["standing"] != "in" and row["due_on"] is not None and row["due_on"] >= subject.judged["as_of"]:
        return say("member.until", date=words.date(row["due_on"]))
    if row["standing"] == "missing" and row["since"] is not None:
        return say("member.since", date=words.date(row["since"]))
    return ""


def columns(rows: Rows) -> tables.Shown:
    """The columns of the table of members; one that nobody fills is left out."""
    told: list[Column | str] = [
        Column("name", say("member.column_name")),
        "region",
        Column("told", say("member.column_standing")),
        *([Column("lacks", say("member.column_lacks"))] if any(row["lacks"] for row in rows) else []),
        *([Column("due_on", say("member.column_due"))] if any(row["due_on"] for row in rows) else []),
        Column("since", say("member.column_since")),
        "grade",
    ]
    return told


def table(subject: Subject) -> Rows:
    """The members as a table: what they are called, how they stand, what they lack."""
    return subject.members.plus(
        name=name,
        told=lambda row: say(f"member.{row['standing']}"),
        lacks=lambda row: lacking(subject, row),
    )


def line(subject: Subject) -> None:
    """The share over the years."""
    frames.trend(subject.visit, subject.figure, subject.rows, subject.path, subject.band)


def missing_table(subject: Subject) -> None:
    """Who is missing, unknown or still has time, each with place, what it lacks, and since or until when."""
    rows = table(subject).kept(lambda row: row["standing"] != "in")
    counted = [
        say(f"indicator.count_{which}", count=count)
        for which in COUNTED[1:]
        if (count := count_of(subject, which))
    ]
    title_of = words.joined(counted)
    figure = subject.figure
    about = subject.visit.about(
        title_of, say("indicator.members_measure", period=figure.when, scope=figure.scope), rows,
        as_of=figure.when,
    )  # fmt: skip
    panel.table("missing", about, rows, columns(rows), tables.height(rows))


def blocks(subject: Subject) -> list[Draw]:
    """The share over the years, where it moved."""
    levels = {round(float(row["value"]), 9) for row in subject.points}
    moved = bool(subject.members) and subject.drawn and len(levels) > 1
    return [partial(line, subject)] if moved else []


def why(subject: Subject) -> Answer:
    """How many of how many, how many are not known, how many still have time."""
    if not subject.members:
        return Absent("members_not_named")
    count = {which: count_of(subject, which) for which in COUNTED}
    sentences = [say("why.members", done=count["in"], due=sum(count[which] for which in OWED))]
    sentences += [say(f"why.members_{which}", count=count[which]) for which in COUNTED[2:] if count[which]]
    return sentences


def who(subject: Subject) -> Answer:
    """The first of those missing by name with their place and since when, then who leads."""
    gone = standing(subject, "missing")
    early = [] if count_of(subject, "missing") else standing(subject, "open")
    told_of = [
        say("who.member", name=name(row), where=where)
        if (where := words.joined([names.region(row["region"]) if row["name"] else "", when(subject, row)]))
        else name(row)
        for row in (gone or early)[:NAMED]
    ]
    of_all = count_of(subject, "missing") or count_of(subject, "open")
    if elsewhere := of_all - len(gone or early):
        told_of = [*told_of[:NAMED], say("others.elsewhere", count=elsewhere)]
    listed, count = words.joined(told_of), of_all
    named = say("who.more", listed=listed, count=count) if count > NAMED else listed
    is_late = bool(count_of(subject, "missing"))
    sentence_of = say("who.missing" if is_late else "who.open", names=named) if count else ""
    return told(sentence_of, answering.lead(subject), otherwise="nobody_named")


def take(subject: Subject) -> Answer:
    """How many more must be in; of deadlines what can still be kept."""
    row = subject.judged
    if not subject.members:
        return Absent("members_not_named")
    gone, waiting = count_of(subject, "missing"), standing(subject, "waiting")
    if not gone and not count_of(subject, "waiting") and not count_of(subject, "open"):
        return Absent("nobody_missing")
    sentences = []
    if subject.statement.rule == "deadline":
        if gone:
            sentences.append(say("take.late", count=gone))
    elif row["target"] is not None and row["denominator"]:
        more = members_needed(int(row["numerator"]), int(row["denominator"]), float(row["target"]))
        due = row["due_year"]
        if more > 0:
            key = "take.members_by" if due is not None and missing(row["verdict"]) else "take.members"
            sentences.append(say(key, count=more, year=due))
    if waiting:
        sentences.append(
            say("take.waiting", count=count_of(subject, "waiting"), date=words.date(waiting[0]["due_on"]))
        )
    return told(*sentences, otherwise="no_target_here")


KIND = Kind(first=first, why=why, who=who, take=take, blocks=blocks)
