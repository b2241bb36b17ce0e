"""Frozen records: what the files say, and what comes out. No arithmetic."""
