"""The whole review: every entity with its links, a snapshot of it for a release, and its changes from day to day.

Belongs here: questions that need more than one entity. Does not: reading files (`assemble`), a single entity (`model`).
"""
