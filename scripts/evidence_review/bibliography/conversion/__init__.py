"""Convert raw BibTeX entries to CSL references: inheritance, names, dates, numbers and types.

Belongs here: the meaning of fields and types. Does not: syntax (`bibtex`) and LaTeX (`latex`). `entries` is
the entry point.
"""
