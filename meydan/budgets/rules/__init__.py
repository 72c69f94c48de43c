"""Which stage a round is in, and who may do what in it."""

__all__: list[str] = []
