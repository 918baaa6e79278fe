"""A snapshot keeps its name only while it is made with the same and says the same."""

import dataclasses

from data.keep.journal import Entry
from data.snapshot import made_with, naming
from data.snapshot.naming import Again

MADE = made_with.of_process()
NAME = naming.snapshot_name(5, "abc" * 20)
LINE = Entry(
    5, "accept", "2026-01-01T08:00:00+08:00", "甲", (), None, "", NAME, "abc" * 20, "0" * 64,
    plan=MADE.plan, program=MADE.program,
)  # fmt: skip


def test_the_name_tells_generation_content_and_maker() -> None:
    assert f"snap-000005-{('abc' * 4)}-{MADE.mark}.duckdb" == NAME
    assert (naming.generation_of(NAME), naming.generation_of("stranger.duckdb")) == (5, None)


def test_the_same_of_the_same_keeps_its_name() -> None:
    again = Again(LINE)
    assert again.name(LINE.logical) == NAME
    assert again.name("def" * 20).endswith("-rebuilt.duckdb")
    assert again.why_other("def" * 20) == "other_archive"


def test_a_newer_program_gives_another_name_whatever_it_says() -> None:
    again = Again(dataclasses.replace(LINE, program="of another day"))
    assert again.name(LINE.logical).endswith(f"-{MADE.mark}-rebuilt.duckdb")
    assert (again.why_other(LINE.logical), again.why_other("d")) == ("same_contents", "newer_program")


def test_of_lines_that_do_not_know_their_program_what_says_the_same_is_the_same() -> None:
    old = dataclasses.replace(LINE, plan="", program="", snapshot="snap-000005-abcabcabcabc.duckdb")
    assert Again(old).name(LINE.logical) == old.snapshot and not naming.is_made_with_ours(old)
    assert Again(old).name("def" * 20).endswith("-rebuilt.duckdb")


def test_a_snapshot_that_stands_in_tells_for_which() -> None:
    again = Again(dataclasses.replace(LINE, program="of another day"))
    facts = naming.about(5, LINE.at, "d", again.name("d"), again)
    assert (facts["published_as"], facts["rebuilt"]) == (NAME.removesuffix(".duckdb"), "newer_program")
    assert naming.files_in(facts) == MADE.files
    assert "rebuilt" not in naming.about(5, LINE.at, LINE.logical, NAME, None)
