"""A review becomes pages of finished Markdown, which any engine can turn into HTML."""
