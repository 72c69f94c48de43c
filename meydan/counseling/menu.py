from meydan.base.menu import Item

ITEMS: list[Item] = [
    # team
    # booking
    # desk
    # confidence
    # figures
]
