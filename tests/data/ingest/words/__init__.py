"""Tests of data/ingest/words."""
