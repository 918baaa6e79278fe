"""The settings of this machine: one table, one file, the environment; the plan's own are in `data/plan`."""
