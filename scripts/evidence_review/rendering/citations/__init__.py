"""Citations and contributed Markdown as displayed on a page: linked, with notes and punctuation.

Does not belong here: formatting in a style (`citeproc`) and whole pages.
"""
