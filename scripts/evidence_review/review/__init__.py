"""The whole review: every entity with its links, and the changes from one day to another.

Belongs here: questions that need more than one entity. Does not: reading files (`assemble`), a single
entity (`model`).
"""
