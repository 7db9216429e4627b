"""The syntax of BibTeX: text to raw entries with their lines, and raw entries back to text.

Does not belong here: what types, fields and LaTeX mean (`conversion`, `latex`).
"""
