"""The values passed to templates: lists, counts, words and links.

Does not belong here: HTML longer than a tag or a link, which belongs in `templates/`.
"""
