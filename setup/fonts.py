"""Copies the Chinese fallback font of the installed font package to where the server hands it out."""

import importlib.util
import os
import shutil
import sys
from pathlib import Path

PACKAGE = "pylopdf_fonts_zh_cn"
NAME = "NotoSansSC-Regular.otf"
ROOT = Path(__file__).resolve().parent.parent


def source() -> Path:
    """Where pip put the font; the package is never imported."""
    found = importlib.util.find_spec(PACKAGE)
    if found is None or not found.submodule_search_locations:
        raise SystemExit(f"字体包 {PACKAGE} 未安装，请先运行 pip install -r requirements.txt")
    return Path(next(iter(found.submodule_search_locations))) / NAME


def main() -> None:
    target = ROOT / "static" / "fonts" / NAME
    target.parent.mkdir(parents=True, exist_ok=True)
    half_made = target.with_suffix(".part")
    shutil.copyfile(source(), half_made)
    os.replace(half_made, target)
    print(f"font: {target.relative_to(ROOT)}", file=sys.stderr)


if __name__ == "__main__":
    main()
