"""The content of a review as frozen values, independent of YAML, BibTeX and HTML."""
