"""What to do now, what triggers the next step, and the way out."""
