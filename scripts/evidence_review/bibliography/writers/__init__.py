"""References written as BibTeX, RIS, COinS, Highwire tags and schema.org.

Does not belong here: which page or file contains them (`exports`, `rendering`).
"""
