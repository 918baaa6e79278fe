"""Tests of data/ingest/checks."""
