"""Every write of the rounds: rounds and their stages; ideas and what is said of them; review, joining, projects."""

__all__: list[str] = []
