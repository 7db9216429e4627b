"""Find copies of sources in the Internet Archive, and write them into the files of a review.

A build needs none of this.
"""
