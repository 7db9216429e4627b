"""Splitting one large request to pandoc into small ones whose results are cached, to make rebuilds cheap.

Belongs here: proofs that parts give the same result as the whole. Does not: the request itself
(`citeproc.call`). Nothing here changes a result: a site formatted in one call reads the same.
"""
