"""The command `meydan`: every management command under one name, with hyphens as people type them."""

import os
import sys


def main() -> None:
    if sys.argv[1:] == ["serve"]:  # small, and without Django
        from meydan.ground.supervisor import serve

        sys.exit(serve())
    if sys.argv[1:] == ["live"]:  # without the rooms
        from meydan.live.server import main as live

        sys.exit(live())
    if sys.argv[1:2] == ["count"]:  # without Django
        from meydan.engines.counting.command import main as count

        sys.exit(count(sys.argv[2:]))
    from django.core.management import execute_from_command_line

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "meydan.settings")
    command = [word.replace("-", "_") if position == 0 else word for position, word in enumerate(sys.argv[1:])]
    execute_from_command_line(["meydan", *command])


if __name__ == "__main__":
    main()
