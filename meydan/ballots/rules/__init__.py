"""Who may vote, cast for whom, close, count and see what; and when."""

__all__: list[str] = []
