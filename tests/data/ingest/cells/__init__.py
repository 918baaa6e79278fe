"""Tests of data/ingest/cells."""
