"""Tests of pages/documents."""
