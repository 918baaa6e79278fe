"""Specifications that another process makes one after the other, while this one already answers.

Altair would stay here for good. Whoever needs a specification that is not there yet waits for that one only.
"""

import json
import logging
import subprocess
import sys
import threading
from collections.abc import MutableMapping, Sequence
from typing import Any

from pages.charts import kept

MAKING = (sys.executable, "-m", "pages.charts.making")
PATIENCE = 60.0  # seconds that one specification may take on the slowest machine


class Coming:
    """What a process writes line by line is put where others look for it."""

    def __init__(self, made: MutableMapping[str, dict[str, Any]], command: Sequence[str] = MAKING) -> None:
        """Starts the process; OSError where it cannot be started."""
        self.made, self.over = made, False
        self.news = threading.Condition()
        self.process = subprocess.Popen(
            command, cwd=kept.ROOT, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, start_new_session=True
        )
        threading.Thread(target=self._read, name="charts", daemon=True).start()

    def wait(self, name: str) -> None:
        """Until one is there, or nobody makes it any more."""
        with self.news:
            self.news.wait_for(lambda: self.over or name in self.made, PATIENCE)

    def _read(self) -> None:
        try:
            with self.process:
                for line in self.process.stdout or ():
                    name, made = json.loads(line)
                    with self.news:
                        self.made[name] = made
                        self.news.notify_all()
        except ValueError as fault:
            logging.getLogger(__name__).warning("a chart came broken and is made here: %s", fault)
        finally:
            with self.news:
                self.over = True
                self.news.notify_all()
