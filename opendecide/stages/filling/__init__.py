"""A profile with every blank filled in: what is asked, what people cost, what there is."""
