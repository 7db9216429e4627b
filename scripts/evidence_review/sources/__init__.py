"""Files as text: encodings, line endings, merge conflicts, and YAML with the line of every key.

Does not belong here: the meaning of the content.
"""
