"""Escaping, and facts in words.

Does not belong here: anything that needs a `Site`.
"""
