"""Tests of data/snapshot."""
