"""A library for bibliographies: BibTeX, biblatex and CSL-JSON in, CSL references and other formats out.

Belongs here: everything about the formats of bibliographies. Does not: reviews, pages, citations in text
and styles. Outside it uses only diagnostics, locations and sources. `reader` is the entry point for
reading; each writer is one for writing.
"""
