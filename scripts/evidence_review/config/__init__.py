"""Reading and editing `mkdocs.yml`: our options, MkDocs's keys that concern us, and the line of each.

Belongs here: anything that knows the syntax or the keys of `mkdocs.yml`. Does not: the review itself, and
what the engines do with their settings (`engines`). `settings.Settings` is what other packages use.
"""
