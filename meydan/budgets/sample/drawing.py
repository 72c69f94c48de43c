"""A street drawn for the sample's photos: dark and bare before, lit and planted after."""

import io
import random


def street(chance: random.Random, *, lit: bool) -> bytes:
    from PIL import Image, ImageDraw

    width, height = 800, 600
    sky, ground = ((196, 222, 235), (178, 172, 160)) if lit else ((120, 128, 138), (112, 104, 94))
    picture = Image.new("RGB", (width, height), sky)
    drawn = ImageDraw.Draw(picture)
    for left in range(0, width, 160):
        top = 140 + (left * 7) % 120 + chance.randint(0, 20)
        drawn.rectangle((left, top, left + 150, 420), (214, 196, 168) if lit else (140, 130, 118))
        for row in range(top + 24, 390, 60):
            for window in (left + 26, left + 90):
                drawn.rectangle((window, row, window + 34, row + 36), (120, 160, 180) if lit else (70, 76, 84))
    drawn.rectangle((0, 420, width, height), ground)
    drawn.polygon([(0, height), (width, height), (520, 420), (280, 420)], (96, 98, 104) if lit else (84, 78, 72))
    for number in range(6):
        if lit:
            x = 60 + number * 140
            drawn.rectangle((x, 380, x + 8, 470), (110, 84, 60))
            drawn.ellipse((x - 34, 310, x + 42, 400), (74, 134, 84))
        else:
            x, y = 90 + number * 120, 470 + number * 37 % 90
            drawn.ellipse((x, y, x + 70, y + 22), (60, 56, 52))
    made = io.BytesIO()
    picture.save(made, "WEBP", quality=72)
    return made.getvalue()
