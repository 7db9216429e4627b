"""A library for contributed Markdown: the citations, cross-references, glossary terms and mistakes in a text.

Belongs here: everything that can be known from one text and the site's Markdown extensions. Does not:
reviews, references and pages: nothing is looked up or rendered.

Other packages use `passage`, whose `read_passage` is the entry point, `converter`, the values in `citation`
and `markers`, and `raw_html`. The sub-packages are internal.
"""
