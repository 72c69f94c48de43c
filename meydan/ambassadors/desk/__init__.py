"""The officer's desk: who applied and what is decided, and how the neighborhoods are covered."""
