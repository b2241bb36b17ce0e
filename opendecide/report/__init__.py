"""From a recommendation to a page: rounding, wording and layout, and no calculation."""
