"""Performances to values, values to scores and ranks."""
