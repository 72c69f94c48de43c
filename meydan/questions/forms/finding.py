"""Finding what was said, and one's own by its code."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import F, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from meydan.base import fields
from meydan.base.forms import Filters, Form
from meydan.places import queries as places
from meydan.places.fields import AreaField
from meydan.places.models import Area
from meydan.questions import queries, rules
from meydan.questions.models import Edition, Question

EVERY = [("", _("All"))]
SORTS = {
    "": ("-supports", "received_at", "pk"),
    "new": ("-received_at", "-pk"),
    "answered": (F("answered_at").desc(nulls_last=True), "-supports", "pk"),
}


class QuestionFilters(Filters):
    q = fields.Text(label=_("Search"), max_length=100)
    topic = fields.Choice(label=_("Topic"))
    area = AreaField(label=_("Neighborhood"), kinds=[Area.Kind.REGION, Area.Kind.NEIGHBORHOOD], empty_label=_("All"))
    kind = fields.Choice(label=_("Kind"), choices=[*EVERY, *Question.Kind.choices])
    answer = fields.Choice(
        label=_("Answer"),
        choices=[*EVERY, ("yes", pgettext_lazy("question", "Answered")), ("no", _("Not answered yet"))],
    )
    sort = fields.Choice(
        label=_("Sorted by"),
        choices=[("", _("Most joined")), ("new", _("Newest")), ("answered", _("Last answered"))],
    )

    def __init__(self, *args: Any, edition: Edition, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.edition = edition
        topic, area = self.fields["topic"], self.fields["area"]
        assert isinstance(topic, fields.Choice)
        assert isinstance(area, AreaField)
        topic.choices = [*EVERY, *((str(one.pk), one.name) for one in edition.topics.all())]
        area.areas = [edition.area]

    def found(self) -> QuerySet[Question]:
        asked = self.values
        rows = queries.public_questions(self.edition)
        if "area" in asked:
            rows = places.within(rows, [asked["area"]])
        for name in ("topic", "kind"):
            if name in asked:
                rows = rows.filter(**{name: asked[name]})
        if "answer" in asked:
            rows = rows.filter(answered_at__isnull=asked["answer"] == "no")
        rows = queries.matching(rows, asked.get("q", ""))
        return rows.order_by(*SORTS[asked.get("sort", "")])


class TrackForm(Form):
    code = fields.Text(
        label=_("Tracking code"),
        max_length=40,
        help_text=_("Eight letters and digits; it came to you by SMS, or the host gave it to you."),
    )

    def clean_code(self) -> str:
        code = rules.read_code(self.cleaned_data["code"])
        if not code:
            raise ValidationError(_("This is not a tracking code. Look at the message once more."))
        return code
