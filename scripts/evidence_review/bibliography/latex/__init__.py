"""Convert LaTeX in the values of BibTeX fields to Unicode and the inline markup of CSL.

Does not belong here: which fields contain LaTeX (`conversion`).
"""
