"""What speaks loudest: the environment, then the file, then the default."""

from pathlib import Path

import pytest

from data import machine
from data.ingest.limits import Limits as OfIngest
from data.settings import checking, reading


def test_the_environment_is_stronger_than_the_file_and_the_file_than_the_default(
    said: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert reading.current().people.idle_minutes == 60 and reading.known()["server.port"].source == "default"
    said.write_text('[people]\nidle_minutes = 30\nwall_pages = ["overview"]\n[limits]\nrows = 7\n')
    assert reading.current().people.idle_minutes == 30
    assert reading.known()["people.idle_minutes"].source == str(said)
    assert machine.replaced(OfIngest, "PEAK_MAX_", {"PEAK_SETTINGS": str(said)}).rows == 7
    monkeypatch.setenv("PEAK_IDLE_MINUTES", "20")
    monkeypatch.setenv("PEAK_WALL_PAGES", "overview，county")
    settings = reading.current()
    assert settings.people.idle_minutes == 20 and settings.people.wall_pages == ("overview", "county")
    assert (
        machine.replaced(OfIngest, "PEAK_MAX_", {"PEAK_SETTINGS": str(said), "PEAK_MAX_ROWS": "9"}).rows == 9
    )


def test_a_slip_in_the_file_of_a_running_server_stops_nobody_and_is_told(said: Path) -> None:
    said.write_text("[people]\nidle_minutes = 30\n")
    assert reading.current().people.idle_minutes == 30
    said.write_text("[people]\nidle_minutes = 'many'\n")
    assert reading.current().people.idle_minutes == 30, "what it said before stays in force"
    assert [fault.name for fault in checking.check().faults] == ["people.idle_minutes"]
    with pytest.raises(reading.WrongSettings):
        checking.assured()
    said.write_text("[people]\nidle_minutes = 40\n")
    assert reading.current().people.idle_minutes == 40
    reading.LAST_RIGHT.clear()
    said.write_text("[people\n")
    with pytest.raises(reading.WrongSettings):  # a process that never read right ones
        reading.current()


def test_a_variable_that_is_nearly_ours_is_a_slip(said: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PEAK_IDLE_MINUTE", "5")
    monkeypatch.setenv("PEAK_OF_SOMEBODY_ELSE", "5")
    assert [one.name for one in checking.check().faults] == ["PEAK_IDLE_MINUTE"]
