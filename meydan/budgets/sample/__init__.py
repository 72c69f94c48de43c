"""This room in the sample city."""
