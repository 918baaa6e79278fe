"""Altair, brought in when the first specification is made: a server that kept them needs none."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import altair as alt
else:

    class _Later:
        """Stands for the package until something of it is asked for."""

        def __getattr__(self, name: str) -> Any:
            return getattr(importlib.import_module("altair"), name)

    alt = _Later()

__all__ = ["alt"]
