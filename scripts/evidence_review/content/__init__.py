"""Reading: bytes to raw records, each with its file and line. Knows no meaning."""
