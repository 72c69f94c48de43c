"""What the ledger calls this room's rows."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from meydan.calendar import kinds

IDEA: Final = "idea"
IDEA_SUPPORT: Final = "idea_support"
IDEA_COMMENT: Final = "idea_comment"

kinds.register(IDEA, _("An idea for the budget"))
kinds.register(IDEA_SUPPORT, _("Support of an idea"))
kinds.register(IDEA_COMMENT, _("Something said of an idea"))
