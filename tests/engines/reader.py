"""A reader who solves all sums at once, plainly, with fractions."""

from fractions import Fraction


def follows(sums, values, unknown):
    """Of the unknown, those whose number follows from the others': Gaussian elimination, plainly."""
    unknown = sorted(unknown, key=repr)
    rows = []
    for whole, parts in sums:
        row = [Fraction(0)] * (len(unknown) + 1)
        for cell, sign in ((whole, 1), *((part, -1) for part in parts)):
            if cell in unknown:
                row[unknown.index(cell)] += sign
            else:
                row[-1] += sign * values[cell]
        rows.append(row)
    place = 0
    for column in range(len(unknown)):
        found = next((number for number in range(place, len(rows)) if rows[number][column]), None)
        if found is None:
            continue
        rows[place], rows[found] = rows[found], rows[place]
        rows[place] = [number / rows[place][column] for number in rows[place]]
        for number, row in enumerate(rows):
            if number != place and row[column]:
                rows[number] = [mine - row[column] * its for mine, its in zip(row, rows[place], strict=True)]
        place += 1
    told = [row for row in rows if sum(map(bool, row[:-1])) == 1]
    return {unknown[next(at for at, number in enumerate(row) if number)] for row in told}
