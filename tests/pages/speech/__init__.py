"""Tests of pages/speech."""
