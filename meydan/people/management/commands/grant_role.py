"""`meydan grant-role 09121234567 administrator --area 1`: how a new house gets its first administrator."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from meydan.base.refusal import Refusal
from meydan.base.roles import Role
from meydan.engines import identity
from meydan.people.actions import appoint
from meydan.places.models import Area


class Command(BaseCommand):
    help = "Give a role on an area to whoever has this mobile number; it waits for them if they never signed in."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("phone", help="mobile number, in any spelling")
        parser.add_argument("role", choices=Role.values)
        parser.add_argument("--area", type=int, help="id of the area; without it, the one country there is")
        parser.add_argument("--name", default="", help="taken only if the person has given none")

    def handle(self, *_args: Any, **options: Any) -> None:
        try:
            phone = identity.mobile(options["phone"])
        except identity.WrongIdentity as wrong:
            raise CommandError(str(wrong)) from None
        area = self._area(options["area"])
        try:
            holding = appoint(by=None, phone=phone, name=options["name"], role=options["role"], area=area)
        except Refusal as refusal:
            raise CommandError(str(refusal.sentence)) from None
        self.stdout.write(f"{identity.mask_mobile(phone)}: {holding}")

    def _area(self, pk: int | None) -> Area:
        found = Area.objects.filter(pk=pk) if pk else Area.objects.filter(kind=Area.Kind.COUNTRY)
        if len(areas := list(found.defer("border")[:2])) != 1:
            raise CommandError("Name the area by its id: --area 7. Import areas first if there are none.")
        return areas[0]
