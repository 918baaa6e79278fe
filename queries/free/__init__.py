"""One question of a person's own in SQL: checked, held in a process of its own, answered with few rows."""
