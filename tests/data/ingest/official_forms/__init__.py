"""Tests of data/ingest/official_forms."""
