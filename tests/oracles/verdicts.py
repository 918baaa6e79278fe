"""Verdict and now the slow way: what METHODS 2 says of a history of readings, in boring Python."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

Key = tuple[int, int]  # year, month


@dataclass(frozen=True)
class Promise:
    """One statement's rule with its target: number, due year, base year and value."""

    rule: str
    number: float | None = None
    due: int | None = None
    base: int | None = None
    base_value: float | None = None
    standing: bool = False
    high: float | None = None
    starts: int | None = None  # of a hold: the first year that was promised
    laid_down: tuple[int, int] = (0, 0)  # of a standing duty: the month from which its target is valid
    percent: bool = True


@dataclass(frozen=True)
class Told:
    """What is said of one reading."""

    status: str
    verdict: str | None = None
    verdict_period: str | None = None
    since: str | None = None


def period(key: Key) -> str:
    """The code of a period."""
    return str(key[0]) if key[1] == 12 else f"{key[0]}-{key[1]:02d}"


class History:
    """The readings of one promise: value and maturity (1 flash … 3 final) by year and month."""

    def __init__(self, promise: Promise, readings: Mapping[Key, tuple[float, int]]) -> None:
        self.promise = promise
        self.readings = dict(sorted(readings.items()))
        self.yearly = promise.rule in ("falls_every_year", "rises_every_year")
        self.by_base = promise.rule in ("falls_from_base", "rises_from_base", "beats_own")
        self.first = min(key[0] for key in self.readings)
        base = promise.base
        if base is None and self.by_base:
            final = [key[0] for key, (_, rank) in self.readings.items() if key[1] == 12 and rank == 3]
            base = min(final) if final else None
        self.base = base

    def value(self, key: Key) -> float | None:
        return self.readings[key][0] if key in self.readings else None

    def due(self, key: Key) -> int | None:
        return key[0] if self.promise.rule == "budget" else self.promise.due

    def line(self, key: Key) -> float | None:
        if self.yearly:
            return self.value((key[0] - 1, key[1]))
        if self.by_base:
            return self.value((self.base, 12)) if self.base is not None and key[0] > self.base else None
        return self.promise.number

    def met(self, key: Key) -> bool | None:
        line, value = self.line(key), self.readings[key][0]
        if line is None:
            return None
        rule = self.promise.rule
        value, line = round(value, 9), round(line, 9)
        if rule.startswith("falls"):
            return value < line or value == 0
        if rule.startswith("rises") or rule == "beats_own":
            return value > line or (self.promise.percent and value >= 100)
        if rule == "band":
            assert self.promise.high is not None
            return line <= value <= self.promise.high
        if rule in ("above", "outpace"):
            return value > line
        if rule in ("at_most", "budget"):
            return value <= line
        return value >= line

    def final(self, key: Key) -> bool:
        ranks = [self.readings[key][1]]
        other = (key[0] - 1, key[1]) if self.yearly else (self.base, 12) if self.by_base else None
        if other in self.readings:
            ranks.append(self.readings[other][1])
        return min(ranks) == 3

    def unbroken(self, key: Key) -> bool:
        start = self.base if self.base is not None else self.first
        last = key[0] if key[1] == 12 else key[0] - 1
        return all((year, 12) in self.readings for year in range(start, last + 1))

    def silence(self, key: Key) -> str | None:
        """Why a reading can say nothing."""
        rule = self.promise.rule
        if rule == "narrative":
            return "insufficient"
        if rule == "hold" and self.promise.starts is not None and key[0] < self.promise.starts:
            return "too_early"
        if self.base is not None and key[0] <= self.base:
            return "too_early"
        if (self.yearly and key[0] == self.first and self.base is None) or (
            self.by_base and self.base is None
        ):
            return "too_early"
        if self.line(key) is None or (self.yearly and not self.unbroken(key)):
            return "insufficient"
        if self.ratio(key) is None and self.open_word(key, ratio=0.0) == "far_behind" and self.needs_ratio():
            return "insufficient"
        return None

    def needs_ratio(self) -> bool:
        return self.promise.rule in ("reduction", "at_least", "above", "at_most", "count", "coverage")

    def whole(self, key: Key) -> bool:
        return key[1] == 12 or self.promise.rule in ("count", "coverage", "deadline", "narrative")

    def settles(self, key: Key) -> bool:
        return self.silence(key) is None and self.final(key) and self.whole(key)

    def so_far(self, key: Key) -> list[Key]:
        """The settled readings of the same target, this one included."""
        return [k for k in self.readings if k <= key and self.due(k) == self.due(key) and self.settles(k)]

    def every(self, key: Key) -> bool:
        start = self.base or 0
        until = self.due(key) or 9999
        return all(self.met(k) for k in self.readings if k <= key and k[1] == 12 and start < k[0] <= until)

    def ratio(self, key: Key) -> float | None:
        promise, value, line = self.promise, self.readings[key][0], self.line(key)
        assert line is not None
        year = key[0] + key[1] / 12 - 1 if promise.rule in ("count", "coverage") else key[0]
        wanted = 100.0
        start = promise.base_value
        if promise.rule == "reduction":
            attained = 100 * math.log(1 - value / 100) / math.log(1 - line / 100)
            start = 0.0
        elif promise.rule == "count" or start is None:
            top, bottom = (line, value) if promise.rule in ("at_most", "budget") else (value, line)
            if bottom == 0:
                return None
            attained = 100 * top / bottom
        else:
            if line == start:
                return None
            attained = 100 * (value - start) / (line - start)
        if start is not None and self.base is not None and promise.due is not None:
            way = (min(year, promise.due) - self.base) / (promise.due - self.base)
            wanted = 100 * way
            if promise.rule == "count":
                wanted = 100 * (start + (line - start) * way) / line
        return 100.0 if wanted == 0 else 100 * attained / wanted

    def open_word(self, key: Key, ratio: float | None = None) -> str:
        """The word of a target that is still open, of one reading by itself."""
        promise, met, due = self.promise, self.met(key), self.due(key)
        if promise.rule == "budget" and key[1] < 12:
            allowed = promise.number * key[1] / 12  # type: ignore[operator]
            value = self.readings[key][0]
            return "on_track" if value <= allowed else "behind" if value <= allowed / 0.9 else "far_behind"
        if (self.by_base or promise.rule == "outpace") and due is not None:
            return "on_track" if met else "behind"
        if self.yearly and due is not None:
            return "on_track" if met and self.every(key) else "behind" if met else "far_behind"
        if met:
            settled = self.final(key) and self.whole(key)
            return "achieved" if settled else "pending_final" if key[1] == 12 else "on_track"
        if due is None and (promise.standing or promise.rule in ("deadline", "hold")):
            return "missed"
        if self.yearly or self.by_base or promise.rule in ("outpace", "band"):
            return "behind"
        found = self.ratio(key) if ratio is None else ratio
        assert found is not None
        return "on_track" if round(found, 9) >= 100 else "behind" if round(found, 9) >= 90 else "far_behind"

    def verdict_at(self, due: int) -> str:
        """The answer at the due date, by the final figure of the due year."""
        key = (due, 12)
        if key not in self.readings or self.silence(key) == "insufficient":
            return "insufficient"
        if not self.final(key):
            return "pending_final"
        return "achieved" if self.met(key) and (not self.yearly or self.every(key)) else "missed"

    def verdict(self, key: Key) -> tuple[str | None, str | None]:
        """The newest verdict up to a period, and the period it is of."""
        if self.promise.rule == "budget":
            ended = [k[0] for k in self.readings if k <= key and k[1] == 12]
        else:
            ended = [self.promise.due] if self.promise.due and key >= (self.promise.due, 12) else []
        return (self.verdict_at(ended[-1]), str(ended[-1])) if ended else (None, None)

    def run(self, key: Key, met: bool, after: Key = (0, 0)) -> str | None:
        """Since when the last settled readings say the same."""
        begun = None
        for k in self.so_far(key):
            if self.met(k) is not met:
                begun = None
            elif begun is None and k >= after:
                begun = period(k)
        return begun

    def now(self, key: Key) -> tuple[str, str | None]:
        """How it stands with this reading, and since when where it was lost or made up."""
        silence, due = self.silence(key), self.due(key)
        settled = self.so_far(key)
        if due is not None and key == (due, 12):
            return silence if silence == "too_early" else self.verdict_at(due), None
        if silence is not None:
            return silence, None
        if due is not None and key > (due, 12):
            verdict = self.verdict_at(due)
            if verdict not in ("achieved", "missed"):
                return verdict, None
            holds = self.met(settled[-1])
            if verdict == "achieved":
                return ("kept", None) if holds else ("lost", self.run(key, False))
            if holds and not self.yearly:
                return "made_up", self.run(key, True, (due, 12))
            return "still_missed", None
        if due is not None or self.promise.rule == "deadline":
            return self.open_word(key), None
        return self.standing_now(key, settled)

    def standing_now(self, key: Key, settled: list[Key]) -> tuple[str, str | None]:
        """A duty without a due year: every final figure is its own due date."""
        ever = any(self.met(k) for k in settled if k >= self.promise.laid_down)
        lost = ("lost", self.run(key, False))
        if self.settles(key):
            return ("achieved", None) if self.met(key) else lost if ever else (self.open_word(key), None)
        if key[1] == 12:
            return "pending_final", None
        if self.whole(key):
            return self.open_word(key), None
        hold = self.promise.rule == "hold"
        if not settled:
            return ("too_early" if hold else self.open_word(key)), None
        if self.met(settled[-1]):
            return "achieved", None
        return lost if ever else ("missed" if hold or self.promise.standing else "behind", None)

    def told(self, key: Key) -> Told:
        status, since = self.now(key)
        verdict, of = self.verdict(key)
        return Told(status, verdict, of, since)
