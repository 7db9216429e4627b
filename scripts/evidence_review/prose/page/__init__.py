"""The converted page, and the inline markers and placeholders in it: the lowest layer of `prose`.

Does not belong here: what a marker means.
"""
