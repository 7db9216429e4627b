"""Raw BibTeX entries to CSL references: inheritance, names, dates, numbers and types.

Belongs here: what fields and types mean. Does not: the syntax (`bibtex`) and LaTeX (`latex`). `entries` is
the entry point.
"""
