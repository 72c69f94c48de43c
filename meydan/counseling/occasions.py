"""What the ledger calls this room's rows."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from meydan.calendar import kinds

COUNSELING: Final = "counseling"

kinds.register(COUNSELING, _("Counseling"))
