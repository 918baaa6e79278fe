"""Asks the published snapshot questions: one file, one question, numbers and frames out."""
