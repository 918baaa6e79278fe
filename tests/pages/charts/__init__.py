"""Tests of pages/charts."""
