"""Tests mirror the rooms; workbooks are built in code by builders.py, and every test has its own store."""
