"""Candidates, screening, assessment, evaluation, stress, hybrid: records in, records out."""
