"""From text to meaning: periods, numbers, units, names."""
