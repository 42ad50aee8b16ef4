"""Tests of the plain text writer."""
