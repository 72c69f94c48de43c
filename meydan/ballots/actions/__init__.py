"""Every write of the register: polls, casting, the log; closing and counting; stations and paper."""

__all__: list[str] = []
