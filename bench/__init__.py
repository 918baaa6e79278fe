"""How fast the dashboard answers, against an empty page and a usual one, in one run."""
