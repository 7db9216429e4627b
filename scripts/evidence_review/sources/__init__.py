"""Files as text: encodings, line ends, conflicts, and YAML whose every key knows its line.

Does not belong here: what a file means.
"""
