"""The way in: reads a workbook, understands it, checks it and publishes it."""
