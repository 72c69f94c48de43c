from meydan.base.menu import Item

ITEMS: list[Item] = [
    # stages
    # promises
    # planning
    # public
    # evaluation
]
