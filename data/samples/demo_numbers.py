"""The demonstration workbooks of energy varieties, CO2, products, processes, duties, waste and vehicles."""

from dataclasses import dataclass

from data.plan import plan
from data.samples import (
    demo_budgets,
    demo_circulation,
    demo_co2,
    demo_enterprise_energy,
    demo_products,
    demo_roster,
    demo_states,
    demo_targets,
)
from data.samples.demo_enterprises import YEARS, Levels
from data.samples.workbook import Cell


@dataclass(frozen=True)
class Sample:
    """One workbook: the folder it lies in, its template, what its name ends in, and its rows."""

    folder: str
    template: str
    ending: str
    rows: list[dict[str, Cell]]

    @property
    def title(self) -> str:
        """The line above the table."""
        return f"柳州市{plan().templates[self.template].name}（{self.ending}）"

    @property
    def path(self) -> str:
        """Folder and file name."""
        return f"{self.folder}/{self.template}_{plan().templates[self.template].name}_{self.ending}.xlsx"


def samples(levels: Levels) -> list[Sample]:
    """Every workbook: whole years 2020–2025, quarters of 2026 up to September."""
    made = [sample for year in YEARS for sample in yearly(year, levels)]
    made.append(Sample("2020", "S3", "2013—2019年", demo_co2.earlier(levels)))
    made.append(Sample("2024", "S23", "2020—2024年", demo_co2.economy(range(2020, 2025))))
    made.append(Sample("2025", "S23", "2025年", demo_co2.economy(range(2025, 2026))))
    made += [Sample(str(year), "S20", f"{year}年", demo_budgets.targets(year)) for year in (2024, 2025)]
    made.append(Sample("2026-03", "S22", "2026—2030年", demo_targets.later()))
    made.append(Sample("2026-06", "S24", "2026年", demo_roster.register()))
    for month in (3, 6, 9):
        folder = f"2026-{month:02d}"
        made += [
            Sample(folder, "S10", folder, demo_budgets.monitoring(2026, month, levels)),
            Sample(folder, "S11", folder, demo_budgets.budgets(2026, month, levels)),
            Sample(folder, "S12", folder, demo_circulation.waste(2026, month, levels)),
        ]
    return made


def states(levels: Levels) -> list[Sample]:
    """The same energy at equivalent value, as it was first told, and one county's final figure revised."""
    made = [
        Sample("2025", "S1", "等价值", demo_states.equivalent(levels)),
        Sample("2025", "S2", "等价值", demo_states.enterprises_equivalent(levels)),
        Sample("2026-07", "S1", f"{demo_states.REVISED[1]}年终核修订", demo_states.revision(levels)),
    ]
    return made + [
        Sample(str(year), "S1", f"{year}年{state}", demo_states.early(year, state, levels))
        for year in (2024, 2025)
        for state in demo_states.STATES
    ]


def yearly(year: int, levels: Levels) -> list[Sample]:
    """The workbooks of one whole year."""
    name, folder = f"{year}年", str(year)
    made = [
        Sample(folder, "S2", name, demo_enterprise_energy.rows(year, levels)),
        Sample(folder, "S3", name, demo_co2.rows(year, levels)),
        Sample(folder, "S8", name, demo_products.products(year, levels)),
        Sample(folder, "S9", name, demo_products.processes(year)),
        Sample(folder, "S19", name, demo_circulation.vehicles(year)),
    ]
    months = (3, 6, 9, 12) if year >= 2024 else (12,)
    made.append(
        Sample(folder, "S12", name, [r for m in months for r in demo_circulation.waste(year, m, levels)])
    )
    if year > YEARS[0]:
        made.append(Sample(folder, "S10", name, demo_budgets.monitoring(year, 12, levels)))
        made.append(Sample(folder, "S11", name, demo_budgets.budgets(year, 12, levels)))
    return made
