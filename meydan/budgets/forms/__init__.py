"""The forms of this room, each with the pages it stands on."""
