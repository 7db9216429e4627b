"""The tests. Their folders mirror the package; what they share lies beside this file."""
