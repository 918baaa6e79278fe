"""The invented yearly levels, made once for the room."""

import pytest

from data.samples import demo_energy
from data.samples.demo_enterprises import Levels


@pytest.fixture(scope="session")
def levels() -> Levels:
    """Energy and value added of every place and sector, 2020–2026."""
    return demo_energy.all_levels()
