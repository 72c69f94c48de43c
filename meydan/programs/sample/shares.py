"""Partition arithmetic: a total spread over rows, so that the rows sum to it and nobody types a sum."""

from collections.abc import Sequence


def shares(total: int, weights: Sequence[float], least: int = 1) -> list[int]:
    """Whole numbers in the proportion of the weights, none below `least`, that sum to `total`.

    By largest remainders: each gets the floor of its part, and what is left goes one by one to those cut most.
    """
    rest = total - least * len(weights)
    if rest < 0 or not weights:
        raise ValueError("there is less to share out than the least of everybody")
    whole = sum(weights)
    parts = [rest * weight / whole for weight in weights]
    found = [least + int(part) for part in parts]
    cut = sorted(range(len(parts)), key=lambda place: (int(parts[place]) - parts[place], place))
    for place in cut[: total - sum(found)]:
        found[place] += 1
    return found
