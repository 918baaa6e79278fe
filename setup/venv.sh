#!/bin/sh
# Makes the virtual environment with the first Python of at least 3.11 that really runs.
for python in python3 python3.13 python3.12 python3.11 python3.14 python; do
    if "$python" -c 'import sys, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
        echo "virtual environment with $("$python" --version) …"
        exec "$python" -m venv "$1"
    fi
done
echo "需要 Python 3.11 或更高版本（含 venv 模块）。 Python 3.11 or newer with its venv module is needed." >&2
exit 1
