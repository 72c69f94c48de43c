"""What the ledger calls a ballot."""

from django.utils.translation import pgettext_lazy

from meydan.calendar import kinds

BALLOT = "ballot"

kinds.register(BALLOT, pgettext_lazy("kind", "A ballot"))
