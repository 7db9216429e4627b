"""Publish an evidence review from files in git: every claim can be walked back to its evidence."""

__version__ = "0.1.0"
