"""Raw records become one frozen review. The only place that knows the names of front-matter keys."""
