"""The classes name the settings of the table, and a secret never shows itself."""

from dataclasses import fields
from pathlib import Path

import pytest

from data.settings import __main__ as command
from data.settings import catalogue, reading, sections
from data.settings.sections import Secret, Settings


def test_the_table_and_the_classes_name_the_same_settings() -> None:
    typed = {
        f"{part.name}.{one.name}"
        for part in fields(Settings)
        for one in fields(getattr(sections, part.name.capitalize()))
    }
    assert typed == {name for name, row in catalogue.rows().items() if row.section not in catalogue.LIMITS}
    assert len(catalogue.variables()) > len(catalogue.rows()) > 60
    for row in catalogue.rows().values():
        assert row.zh and row.en and row.variable.startswith("PEAK_"), row.name


def test_a_secret_comes_from_a_file_and_never_shows_itself(
    said: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kept = said.with_name("secret")
    kept.write_text("hush-hush\n")
    said.write_text(f'[oidc]\nclient_secret_file = "{kept}"\n')
    secret = reading.current().oidc.client_secret
    assert secret == "hush-hush" and isinstance(secret, Secret)
    assert "hush" not in repr(reading.current()) + repr(reading.known())
    for what in (["list"], ["list", "--json"], ["check"]):
        assert command.main(what) == 0
        assert "hush" not in capsys.readouterr().out
