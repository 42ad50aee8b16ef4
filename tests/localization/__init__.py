"""Tests of localization."""
