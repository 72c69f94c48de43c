"""SQLite as a city can stand on it: Django's own backend, with a queue for writers and one checkpointer."""
