"""From cells to records: finds headings, labels and bodies, of our templates and of any statistical table."""
