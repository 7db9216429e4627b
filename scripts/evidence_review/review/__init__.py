"""The whole review: every entity with its links, its snapshot for a release, and its changes by the day.

Belongs here: questions that need more than one entity. Does not: reading files (`assemble`), a single
entity (`model`).
"""
