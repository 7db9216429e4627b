"""Reading `mkdocs.yml`: our options, the keys of MkDocs that we use, and the line of each key.

Belongs here: anything that knows the syntax or the keys of `mkdocs.yml`. Does not: the review itself, and
how the engines use their settings (`engines`). `settings.Settings` is what other packages use.
"""
