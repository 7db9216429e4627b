"""The commands of `evidence-review`, one module each; `main` parses the command line and calls them.

Belongs here: arguments, printing and exit statuses. Does not: anything another package could need.
"""
