"""Who one enterprise is, who is expected and what share has come, in boring Python beside the SQL."""

import datetime
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

Day = datetime.date


@dataclass(frozen=True)
class Line:
    """One line of the register."""

    code: str
    name: str
    joined: Day
    former: tuple[str, ...] = ()
    county: str = "450204"
    zone: str | None = None
    key_user: bool = False
    left: Day | None = None
    reason: str | None = None
    document: str | None = None


@dataclass(frozen=True)
class Mention:
    """What a sheet calls an enterprise: a code or nothing, and a name."""

    code: str
    name: str

    @property
    def seen(self) -> str:
        """How the archive keeps it."""
        return self.code or "name:" + "".join(self.name.split())


@dataclass(frozen=True)
class Report:
    """What a member reported in a year."""

    member: str
    enterprise: str
    year: int
    weight: float
    region: str = "450204"


def plain(name: str) -> str:
    """A name as it is compared."""
    return "".join(unicodedata.normalize("NFKC", name).split()).lower()


def stem(name: str) -> str:
    """What is left when legal form and 市 are written one way."""
    return plain(name).replace("有限责任公司", "有限公司").replace("柳州市", "柳州")


def organisation(code: str) -> str:
    """The nine characters of the legal person, '' in anything else."""
    if len(code) == 18:
        return code[8:17]
    return code if re.fullmatch("[0-9A-Z]{9}", code) else ""


class Enterprises:
    """The enterprises behind a register and what sheets say."""

    def __init__(self, register: Iterable[Line], mentions: Iterable[Mention]) -> None:
        self.lines = list(register)
        self.mentions = list(mentions)
        self.best: dict[str, str] = {}
        strong = [line.code for line in self.lines]
        weak = [mention.code for mention in self.mentions if len(mention.code) == 18]
        for code in [*sorted(set(strong), reverse=True), *sorted(set(weak), reverse=True)]:
            self.best.setdefault(organisation(code), code)
        self.registered = {self.best[organisation(code)] for code in strong}

    def of_name(self, name: str) -> str | None:
        """The enterprise that a name means: by the register, by its former names, by other sheets."""
        sources = (
            [(line.code, line.name) for line in self.lines],
            [(line.code, old) for line in self.lines for old in line.former],
            [(one.code, one.name) for one in self.mentions if organisation(one.code) in self.best],
        )
        for source in sources:
            found = {self.best[organisation(code)] for code, own in source if plain(own) == plain(name)}
            if found:
                return found.pop() if len(found) == 1 else None
        return None

    def key(self, mention: Mention) -> str:
        """The one key of what a sheet calls an enterprise."""
        if mention.code:
            known = self.best.get(organisation(mention.code))
            return known or self.of_name(mention.name) or mention.code
        return self.of_name(mention.name) or "name:" + plain(mention.name)

    def stems(self) -> dict[str, set[str]]:
        """Every enterprise with all the ways it is called."""
        found: dict[str, set[str]] = {}
        for line in self.lines:
            for name in (line.name, *line.former):
                found.setdefault(self.best[organisation(line.code)], set()).add(stem(name))
        for one in self.mentions:
            found.setdefault(self.key(one), set()).add(stem(one.name))
        for one in self.mentions:
            if (
                organisation(one.code) in self.best and self.of_name(one.name) is None
            ):  # a name of two: nobody's own
                found.setdefault("name:" + plain(one.name), set()).add(stem(one.name))
        return found

    def counted(self, key: str) -> str:
        """The key it is counted under: its own on the register, else that of the best it may be."""
        if key in self.registered:
            return key
        stems = self.stems()
        same = [other for other, ways in stems.items() if ways & stems[key]]

        def order(other: str) -> tuple[int, str]:
            return 0 if other in self.registered else 2 if other.startswith("name:") else 1, other

        return min(same, key=order)


def gone(lines: Iterable[Line], enterprise: str, day: Day) -> bool:
    """Whether the register says, with reason and document, that an enterprise has left by a day."""
    own = sorted((line for line in lines if line.code == enterprise), key=lambda line: line.joined)
    for number, line in enumerate(own):
        until = own[number + 1].joined if number + 1 < len(own) else Day.max
        if line.left and line.reason and line.document and line.left <= day < until:
            return True
    return False


def listed(lines: Iterable[Line], day: Day) -> set[str]:
    """The key energy users whose newest line begun by a day says so."""
    newest: dict[str, Line] = {}
    for line in sorted(lines, key=lambda line: line.joined):
        if line.joined <= day:
            newest[line.code] = line
    return {code for code, line in newest.items() if line.key_user}


def coverage(
    reports: Iterable[Report], lines: Iterable[Line], year: int, region: str, on_register: bool
) -> tuple[float | None, set[str]]:
    """The share of last known weight that came in a year, in percent, and the members that did not."""
    reports, lines, day = list(reports), list(lines), Day(year, 12, 31)
    weights: dict[str, float | None] = {}
    places: dict[str, set[str]] = {}
    for report in sorted(reports, key=lambda report: report.year):
        if report.year < year and not gone(lines, report.enterprise, day):
            weights.pop(report.member, None)
            if report.weight == 0:  # said nought: nothing is to come
                continue
            weights[report.member] = report.weight
            places[report.member] = {"450200", report.region}
    if on_register:
        for code in listed(lines, day):
            if code not in weights and not gone(lines, code, day):
                own = max((line for line in lines if line.code == code and line.joined <= day),
                          key=lambda line: line.joined)  # fmt: skip
                weights[code] = None
                places[code] = {"450200", own.county, *([own.zone] if own.zone else [])}
    known = [weight for weight in weights.values() if weight is not None]
    usual = sum(known) / len(known) if known else 1.0
    here = {member: usual if weights[member] is None else weights[member] for member in weights
            if region in places[member]}  # fmt: skip
    came = {report.member for report in reports if report.year == year}
    missing = set(here) - came
    if not here:
        return None, missing
    total = sum(weight or 0.0 for weight in here.values())
    if total == 0:
        return 100.0 * (len(here) - len(missing)) / len(here), missing
    return 100.0 * sum(weight or 0.0 for member, weight in here.items() if member in came) / total, missing
