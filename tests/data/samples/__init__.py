"""Tests of data/samples."""
