"""A single page: `view` provides the values for its template, `staged_page` is the result for an engine.

Does not belong here: the list of pages (`pages`).
"""
