"""Citations and contributed Markdown as a page shows them: linked, with notes and punctuation.

Does not belong here: formatting in a style (`citeproc`) and whole pages.
"""
