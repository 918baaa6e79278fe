"""A sign-in that went to a provider comes back once, soon, into the browser that began it."""

from pathlib import Path

from data.people import flows


def test_it_comes_back_once(store: Path) -> None:
    begun = flows.begin(store, "oidc", "browser", "/county", 1000.0)
    assert flows.take(store, "oidc", begun.state, "another", 1001.0) is None
    assert flows.take(store, "oidc", "another", "browser", 1001.0) is None
    assert flows.take(store, "oidc", begun.state, "browser", 1001.0) == begun
    assert flows.take(store, "oidc", begun.state, "browser", 1001.0) is None


def test_not_late_and_not_by_another_way(store: Path) -> None:
    late = flows.begin(store, "oidc", "browser", "", 1000.0)
    assert flows.take(store, "oidc", late.state, "browser", 1000.0 + flows.SECONDS) is None
    other = flows.begin(store, "cas", "browser", "", 1000.0)
    assert flows.take(store, "oidc", other.state, "browser", 1001.0) is None
    assert len({late.state, late.nonce, late.verifier, other.state}) == 4
