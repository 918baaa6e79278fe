"""The embedded default data: what has been published, and demonstration workbooks for what nobody has."""
