"""The content of a release, and the comparison of two.

Belongs here: what a stored release contains. Does not: how its files are read (`assemble`) or its pages made
(`rendering`).
"""
