"""Escaping, tags and wording.

Does not belong here: anything that needs a `Site`.
"""
