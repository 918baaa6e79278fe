"""The seam for providers."""

from data.people.identify import Identity, NotProven


def test_what_is_not_proven_says_why() -> None:
    assert NotProven("stranger").reason == "stranger" and Identity("u", "https://sso").roles == ()
