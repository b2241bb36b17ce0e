"""Weighting methods; `table` lists them."""
