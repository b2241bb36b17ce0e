"""From records to words and rounded figures, one module for each section of the report."""
