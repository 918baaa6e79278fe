"""Explains every wrong setting, or lists all: `python -m data.settings [check|list] [--json]`."""

import argparse
import json
import sys

from data.settings import checking, reading
from data.settings.reading import Fault, Known


def main(arguments: list[str] | None = None) -> int:
    """Prints what was asked; 1 where the server would not start."""
    parser = argparse.ArgumentParser(prog="data.settings", description="设置 / the settings of this machine")
    parser.add_argument("what", nargs="?", choices=("check", "list"), default="check")
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args(arguments)
    checked = checking.check()
    if asked.json:
        print(json.dumps(_told(checked), ensure_ascii=False, indent=1))
    elif asked.what == "list":
        for one in reading.known().values():
            print(
                f"{one.row.name} = {_shown(one)} {one.row.unit}  ({one.source}, {one.row.variable})".rstrip()
            )
            print(f"    {one.row.zh} / {one.row.en}")
    else:
        _say(checked)
    return 1 if checked.faults else 0


def _say(checked: checking.Checked) -> None:
    path = reading.file()
    print(f"设置文件 / file: {path}" + ("" if path.exists() else "（没有 / none）"))
    for mark, found in (("✕", checked.faults), ("!", checked.remarks)):
        for one in found:
            print(f"{mark} {one.name}（{one.source}）\n    {one.zh}\n    {one.en}")
    if not checked.faults:
        print("设置可以使用 / the settings can be used")


def _told(checked: checking.Checked) -> dict[str, object]:
    def plain(found: list[Fault]) -> list[dict[str, str]]:
        return [{"name": one.name, "source": one.source, "zh": one.zh, "en": one.en} for one in found]

    settings = {
        name: {"value": _shown(one), "unit": one.row.unit, "source": one.source, "variable": one.row.variable}
        for name, one in reading.known().items()
    }
    faults, remarks = plain(checked.faults), plain(checked.remarks)
    return {"file": str(reading.file()), "faults": faults, "remarks": remarks, "settings": settings}


def _shown(one: Known) -> str:
    """A value for the eye; a secret only whether there is one."""
    if one.row.kind == "secret":
        return "（已设置 / set）" if one.value else ""
    return ", ".join(one.value) if isinstance(one.value, tuple) else str(one.value)


if __name__ == "__main__":
    sys.exit(main())
