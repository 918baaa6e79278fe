"""Tests of data/keep."""
