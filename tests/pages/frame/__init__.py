"""Tests of pages/frame."""
