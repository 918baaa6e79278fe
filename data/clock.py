"""Knows what day it is: China time, the only clock of the project; PEAK_TODAY sets the day."""

import datetime
import os

CHINA = datetime.timezone(datetime.timedelta(hours=8))


def now() -> datetime.datetime:
    """This moment in China, to the second; with PEAK_TODAY (YYYY-MM-DD) the same hour of that day.

    Raises ValueError when PEAK_TODAY is no day.
    """
    moment = datetime.datetime.now(CHINA).replace(microsecond=0)
    chosen = os.environ.get("PEAK_TODAY", "").strip()
    if not chosen:
        return moment
    return datetime.datetime.combine(datetime.date.fromisoformat(chosen), moment.timetz())


def today() -> datetime.date:
    """The day it is in China, whatever the time zone of the machine."""
    return now().date()
