"""How much of statistical tables is read right: values, units, periods, stray cells, refusals."""
