"""References to BibTeX, RIS, COinS, Highwire tags and schema.org, each as a string.

Does not belong here: which page or file offers them (`exports`, `rendering`).
"""
