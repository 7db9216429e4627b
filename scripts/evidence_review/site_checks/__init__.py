"""Checks that need the settings, the rendered pages or the built site, besides the review.

Belongs here: addresses, anchors, the menu, names of files, keys of `mkdocs.yml`, links of the finished
HTML. Does not: checks that need only a `Review` (`checks`).
"""
