"""The location of everything on the site, and what its pages offer for download and citation.

Belongs here: addresses, paths and names of files on the site. Does not: HTML (`rendering`) and contents of
files (`exports`).
"""
