"""The converted page and the placeholders in it: what every reader of a page is given.

Does not belong here: what a placeholder turns out to be.
"""
