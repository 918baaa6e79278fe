"""Tests of queries/free."""
