"""Every write of the room, by whom it is for."""

__all__: list[str] = []
