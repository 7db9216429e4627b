"""Rendering of a review as pages of finished Markdown, which any engine can convert to HTML."""
