"""Workbooks of tired clerks, one for each kind of slip, with what must be said of it."""
