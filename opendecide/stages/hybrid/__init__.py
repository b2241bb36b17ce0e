"""Several deployments together: each workload where it is served best, if that pays."""
