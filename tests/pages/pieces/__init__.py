"""Tests of pages/pieces."""
