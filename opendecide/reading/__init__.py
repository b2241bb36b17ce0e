"""Files to records: every fault with its line, and what to do about it."""
