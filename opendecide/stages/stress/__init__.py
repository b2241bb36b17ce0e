"""What would change the answer, and what would not: one idea per module."""
