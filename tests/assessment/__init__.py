"""Tests of targets, schemes, marks and runs."""
