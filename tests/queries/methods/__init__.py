"""Tests of queries/methods."""
