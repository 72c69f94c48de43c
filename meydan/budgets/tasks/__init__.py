"""What the worker does: rounds move on, ideas are given to units, those concerned are told."""

__all__: list[str] = []
