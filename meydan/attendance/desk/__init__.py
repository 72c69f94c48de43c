"""The roll on a phone: today's sessions, one tap a person, a plain count, with or without network."""
