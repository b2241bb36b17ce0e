"""What was found, as records with names, sources and figures."""
