"""Headings, links, sections, sentences and notes of a converted page.

Does not belong here: citations and cross-references.
"""
