"""One page while it is rendered: `View` is what its template sees, `staged_page` is what an engine gets.

Does not belong here: which pages there are (`pages`).
"""
