"""Altair, brought in when the first specification is made: a server that kept them needs none."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any, ClassVar

if TYPE_CHECKING:
    import altair as alt
else:

    class _Later:
        """Stands for the package until something of it is asked for."""

        def __getattr__(self, name: str) -> Any:
            return getattr(importlib.import_module("altair"), name)

    alt = _Later()

__all__ = ["alt", "whole"]


class _Whole:
    """What Altair neither copies nor looks through: of a long list that takes longer than all else."""

    _schema: ClassVar[dict[str, str]] = {}

    def __init__(self, told: Any) -> None:
        self.told = told

    def to_dict(self) -> Any:
        """What stands in the specification, shared by all layers that say it."""
        return self.told


def whole(told: Any) -> Any:
    """Plain JSON that goes into the specification as it stands."""
    return _Whole(told)
