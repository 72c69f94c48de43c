"""A recorded voice, beside what it says."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from meydan.people.models import Person
from meydan.questions.models.question import Question


class Voice(models.Model):
    """A recorded voice: what came, and what plays everywhere. Its transcript is the question's text.

    What came is kept until it plays, or for good where it cannot be read. `consent` is what was said at a tribune to
    giving one's phone; only staff hear it, and where the rest was typed it stands alone.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("Being prepared")
        READY = "ready", _("Ready")
        UNREADABLE = "unreadable", _("Could not be read")

    question = models.OneToOneField(Question, models.CASCADE, related_name="voice")
    original = models.FileField(upload_to="voices/", blank=True)
    playable = models.FileField(upload_to="voices/", blank=True)  # MP3, mono
    seconds = models.PositiveSmallIntegerField(default=0)
    peaks = models.JSONField(default=list)  # 0 to 100, evenly over the whole: how it looks
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    transcribed_by = models.ForeignKey(
        Person, models.SET_NULL, null=True, related_name="+"
    )  # the text is the question's
    consent_spoken = models.BooleanField(default=False)
    consent = models.FileField(upload_to="voices/", blank=True)

    def __str__(self) -> str:
        return f"{self.question_id} {self.state}"

    @property
    def wave(self) -> str:
        """The peaks as the path of an SVG, three units a bar, 32 high."""
        bars = ((place * 3 + 2, max(peak * 14 // 100, 1)) for place, peak in enumerate(self.peaks))
        return "".join(f"M{x} {16 - half}v{half * 2}" for x, half in bars)

    @property
    def files(self) -> "list[models.fields.files.FieldFile]":
        return [file for file in (self.original, self.playable, self.consent) if file]
