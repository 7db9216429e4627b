"""TODO: what belongs in this package, and what does not."""
