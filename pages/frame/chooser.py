"""The old name of `choices`, until every page says the new one."""

from pages.frame.choices import one_of

__all__ = ["one_of"]
