"""Formatting only the citations and entries that a change affects, if this is faster than formatting all.

The first build of a site is one call to pandoc, and its result is stored as a snapshot. A later build
compares the site with the snapshot and makes at most two smaller calls, or else one for everything again:

1. References that share no name cannot change how one another are cited. Those that share a name, a title by
   which they are cited, or a short form belong to the same disambiguation set (`disambiguation_sets`).
2. If the order of the bibliography may have changed, one call returns it (`bibliography_order`).
3. Another call formats the sets of all changed references, and of those that new or changed citations cite,
   after the other citations of the site that may matter to them (`positions`).
4. The results show whether anything else could have changed: a reference outside those sets now shares a name
   with one inside, a short form changed that other citations use, or a dash depends on another entry. Then,
   or if the sets contain a large share of all references, everything is formatted in one call again.

No result differs from that of one call for everything. Only styles that cite by name in the text, without
"ibid.", are formatted in this way. To do without the package, let `formatting` use `caching_processor` alone.
"""
