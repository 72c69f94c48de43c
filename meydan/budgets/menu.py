from meydan.base.menu import Item

ITEMS: list[Item] = []
