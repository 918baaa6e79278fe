"""Turns a proposal and what a person chose into a layout."""

from collections.abc import Mapping
from typing import Any

from data.ingest.layouts.matching import path_key
from data.ingest.layouts.stored import StoredLayout, layout_of
from data.plan import plan


def answered(
    proposal: Mapping[str, Any], fields: Mapping[str, str], fixed: Mapping[str, str],
    units: Mapping[str, str] | None = None,
) -> StoredLayout:  # fmt: skip
    """The layout of a proposal with what a person changed; WrongLayout where that cannot be.

    `fields` says for a heading (words of its path joined by ／) another field, '' for none; `fixed` has the
    answers to what was asked, `units` the unit of a heading that prints none.
    """
    chosen = {path_key(tuple(name.split("／"))): field for name, field in fields.items()}
    stated = {path_key(tuple(name.split("／"))): unit for name, unit in (units or {}).items()}
    bindings = []
    for column in proposal["columns"]:
        path = tuple(column["path"])
        field = chosen.get(path_key(path), column["field"])
        if field:
            unit = stated.get(path_key(path), column["unit"])
            bindings.append({"path": path, "field": field, "unit": unit, "along": column["along"]})
    answers = {ask["field"]: ask["value"] for ask in proposal["asked"] if ask["value"]} | {**fixed}
    template = plan().templates[proposal["template"]]
    period = template.period
    if period and any(b["field"] == period.field for b in bindings):
        source = "column"
    else:
        source = proposal["period"]["source"] if proposal["period"] else ""
    return layout_of(
        {
            "template": template.id,
            "shape": proposal["shape"],
            "bindings": bindings,
            "fixed": {name: text for name, text in answers.items() if text},
            "period": source,
            "roles": dict(proposal["roles"]),
        }
    )
