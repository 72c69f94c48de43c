"""The desk of places: the tree of areas, the venues, and files brought in. What is out of reach does not exist here."""
