"""From probabilities to an answer."""
