"""Tests of pages/parts."""
