"""What each deployment costs, sample by sample."""
