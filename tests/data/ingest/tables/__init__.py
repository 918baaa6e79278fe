"""Tests of data/ingest/tables."""
