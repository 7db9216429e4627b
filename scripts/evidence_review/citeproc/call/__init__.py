"""One request to pandoc, its result, and the cache of results between builds.

Does not belong here: which requests a site needs (`citeproc.formatting`, `citeproc.incremental`).
"""
