"""Verify that releases and assessments are what was published: by themselves, or against something earlier.

A build needs none of this. Pages, settings and Markdown are not known here.
"""
