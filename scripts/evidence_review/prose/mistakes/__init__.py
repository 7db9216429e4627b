"""Text that was meant to be markup but is not: brackets, citations, tags, lists, tables and footnotes.

Does not belong here: messages and codes (`checks`).
"""
