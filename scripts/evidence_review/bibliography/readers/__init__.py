"""Exports of databases in other formats than BibTeX and CSL-JSON, as references.

Belongs here: RIS and PubMed's NBIB, which people turn into BibTeX. Does not: `writers`, which write them.
"""
