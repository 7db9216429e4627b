"""What was meant to be markup and is not: brackets, citations, tags, lists, tables and footnotes.

Does not belong here: messages and codes (`checks`).
"""
