"""`meydan reset-second-factor 09121234567`: for the only administrator who lost app and paper."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from meydan.base.refusal import Refusal
from meydan.engines import identity
from meydan.people.models import Person
from meydan.signin.actions import reset_factor


class Command(BaseCommand):
    help = "Take away somebody's second factor; they set up a new one at their next sign-in."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("phone", help="mobile number, in any spelling")

    def handle(self, *_args: Any, **options: Any) -> None:
        try:
            phone = identity.mobile(options["phone"])
        except identity.WrongIdentity as wrong:
            raise CommandError(str(wrong)) from None
        person = Person.objects.filter(phone=phone).first()
        if person is None:
            raise CommandError("Nobody has this number.")
        try:
            reset_factor(by=None, person=person)
        except Refusal as refusal:
            raise CommandError(str(refusal.sentence)) from None
        self.stdout.write(f"{identity.mask_mobile(phone)}: reset")
