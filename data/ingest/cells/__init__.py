"""From bytes to cells: the guard, the child process that reads, the grid of addressed cells."""
