"""Tests of data/plan."""
