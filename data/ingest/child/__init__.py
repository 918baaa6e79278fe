"""The one process that touches foreign bytes: a clean helper forks it, limits hold it, a pipe answers."""
