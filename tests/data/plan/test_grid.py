"""The grid factor of whole series: the newest published, or the year that the settings name."""

import dataclasses
from typing import Any

import pytest

from data.plan import plan
from data.plan.check import faults_of
from data.plan.grid import chosen_factor, factors_of


def test_the_setting_names_the_factor_year_and_a_year_nobody_published_is_a_fault() -> None:
    assert [factor.year for factor in factors_of(plan(), "广西")] == [2021, 2022, 2023]
    assert chosen_factor(plan()).year == 2023

    def with_year(year: str, grid: str = "广西") -> Any:
        settings = plan().settings | {"grid_factor": {"year": year, "grid": grid}}
        return dataclasses.replace(plan(), settings=settings)

    assert chosen_factor(with_year("2021")).tco2_per_10k_kwh == pytest.approx(5.154)
    for wrong in (with_year("2019"), with_year("newest", "广东")):
        assert any("grid_factor" in fault for fault in faults_of(wrong))
