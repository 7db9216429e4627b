"""LaTeX in the values of BibTeX fields to Unicode and the inline markup of CSL. `to_unicode` is the entry point.

Does not belong here: which field holds LaTeX (`conversion`).
"""
