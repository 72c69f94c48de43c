"""Counting ballots that share out a budget. See `pbfile` for files and `election` for what is counted."""
