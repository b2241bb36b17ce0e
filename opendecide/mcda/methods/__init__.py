"""Aggregation methods, one file each; `table` lists them."""
