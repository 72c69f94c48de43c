"""What the worker does: the log, the close, the count."""

__all__: list[str] = []
