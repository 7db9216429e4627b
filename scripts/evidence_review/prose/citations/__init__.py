"""Citations in pandoc's syntax: from `@key` in the source to `Citation`.

Does not belong here: links to entities (`links`) and mistakes (`mistakes`).
"""
