"""From what the deciders said to weights: persona, statements, groups."""
