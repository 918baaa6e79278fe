"""What is published, as the checks see it: rows by record key, without a snapshot."""

from typing import Any

import pytest

from data.snapshot import published

Known = dict[str, dict[str, Any]]


@pytest.fixture
def known(monkeypatch: pytest.MonkeyPatch) -> Known:
    """Published rows by record key; nothing at first. What is asked of them is answered from them."""
    rows: Known = {}

    monkeypatch.setattr(published, "rows", lambda template, keys: {k: rows[k] for k in keys if k in rows})
    monkeypatch.setattr(published, "derived_co2", lambda: {("450204", "C31", "2025"): 1000.0})
    monkeypatch.setattr(
        published,
        "finals",
        lambda template, years: {
            row["year"] for row in rows.values() if row.get("maturity") == "final" and row["year"] in years
        },
    )
    monkeypatch.setattr(
        published,
        "periods",
        lambda template: [(row["year"], row["month"]) for row in rows.values() if "month" in row],
    )
    monkeypatch.setattr(
        published,
        "places",
        lambda template, period: {
            row["region"] for row in rows.values() if row.get("period") == period and "region" in row
        },
    )
    monkeypatch.setattr(
        published,
        "enterprises_before",
        lambda template, year, month: [
            (row["enterprise_key"], row["enterprise"], row["region"])
            for row in rows.values()
            if "enterprise_key" in row
        ],
    )
    return rows
