"""Makes every specification of the screen, says each in a line as soon as it is made, and keeps all.

`python -m pages.charts.making`: a server starts it where none are kept (pages/charts/coming.py). When nobody
listens any more all are made and kept nevertheless, for the next start.
"""

import json
import os
import sys

from pages.charts import kinds


def main() -> None:
    """One line of JSON each: its name and the specification. The server that is starting comes first."""
    if hasattr(os, "nice"):
        os.nice(5)
    listened = True
    for name, made in kinds.all_of_the_screen():
        try:
            print(json.dumps([name, made]), flush=listened)
        except BrokenPipeError:
            listened = False
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    kinds.keep()


if __name__ == "__main__":
    main()
