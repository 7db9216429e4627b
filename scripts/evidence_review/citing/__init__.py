"""Citations and bibliography entries in a CSL style, set by pandoc's citeproc.

Knows the model and what a citation is; knows neither pages nor BibTeX.
"""
