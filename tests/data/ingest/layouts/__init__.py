"""How a workbook of a bureau's own is understood."""
