"""Tests; the only package among the test folders, so that none shadows a floor."""
