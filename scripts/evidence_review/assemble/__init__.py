"""Converts raw records into one frozen review. No other package knows the names of front-matter keys."""
