"""Reads that have a name."""

__all__: list[str] = []
