"""Closures: what an officer asked, what became of each occasion, and how far it has come."""

from typing import ClassVar, Final

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from meydan.calendar.models import Occasion
from meydan.calendar.snapshots import Why
from meydan.people.models import Person
from meydan.places.models import Area, Venue


class Closure(models.Model):
    """An area closed from a day to a day: its occasions of some kinds are cancelled, postponed or moved online.

    draft → closing → telling → done; undone from any of the three by undoing → telling again → undone.
    """

    class Way(models.TextChoices):
        CANCEL = "cancel", _("Cancel them")
        POSTPONE = "postpone", _("Postpone them")
        ONLINE = "online", _("Move them online")

    class Linkless(models.TextChoices):
        """What becomes of what is to move online and has no link."""

        LEAVE = "leave", _("Leave them as they are")
        CANCEL = "cancel", _("Cancel them")

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        CLOSING = "closing", _("Being carried out")
        TELLING = "telling", _("People are being told")
        DONE = "done", _("Carried out")
        UNDOING = "undoing", _("Being undone")
        TELLING_AGAIN = "telling_again", _("People are told that it takes place")
        UNDONE = "undone", _("Undone")

    area = models.ForeignKey(Area, models.PROTECT, related_name="closures")
    kinds = models.JSONField(default=list)  # of `Occasion.kind`
    modes = models.JSONField(default=list)  # of `calendar.Mode`
    venues = models.ManyToManyField(Venue, related_name="closures")  # none: all of the area
    first_day = models.DateField()
    last_day = models.DateField()
    reason = models.CharField(max_length=200)
    way = models.CharField(max_length=10, choices=Way)
    weeks = models.PositiveSmallIntegerField(null=True)  # how many later, where they are postponed
    link_base = models.URLField(blank=True)  # an activity's id is put behind it, where it has no link of its own
    linkless = models.CharField(max_length=10, choices=Linkless, blank=True)
    state = models.CharField(max_length=15, choices=State, default=State.DRAFT)
    planned_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="closures_planned")
    planned_at = models.DateTimeField(auto_now_add=True)
    begun_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="closures_begun")
    begun_at = models.DateTimeField(null=True)
    sessions = models.PositiveIntegerField(null=True)  # how many it touches, counted as it began
    people = models.PositiveIntegerField(null=True)
    homes = models.PositiveIntegerField(null=True)  # whom one message is written for: a family's guardian, or oneself
    closed_at = models.DateTimeField(null=True)  # every occasion was seen to
    told_at = models.DateTimeField(null=True)  # and everybody told
    told = models.PositiveIntegerField(default=0)  # messages written
    undone_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="closures_undone")
    undo_asked_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)
    taken_back = models.PositiveIntegerField(default=0)  # messages that never went out
    told_again = models.PositiveIntegerField(default=0)
    last_person = models.PositiveBigIntegerField(default=0)  # how far telling has come
    stepped_at = models.DateTimeField(null=True)  # when its task last did something

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(first_day__lte=F("last_day")), name="closure_days_are_in_order"),
            models.CheckConstraint(
                condition=Q(way="postpone", weeks__gte=1) | ~Q(way="postpone") & Q(weeks__isnull=True),
                name="what_is_postponed_says_by_how_much",
            ),
            models.CheckConstraint(
                condition=Q(way="online") & ~Q(linkless="") | ~Q(way="online") & Q(linkless="", link_base=""),
                name="only_what_moves_online_has_links",
            ),
            models.CheckConstraint(
                condition=Q(state="draft", begun_at__isnull=True) | ~Q(state="draft") & Q(begun_at__isnull=False),
                name="a_closure_that_began_says_when",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["undoing", "telling_again", "undone"], undo_asked_at__isnull=False)
                | Q(state__in=["draft", "closing", "telling", "done"], undo_asked_at__isnull=True),
                name="an_undone_closure_says_when_it_was_asked",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["area", "-planned_at"], name="closures_of_an_area"),
            models.Index(
                fields=["stepped_at"],
                condition=~Q(state__in=["draft", "done", "undone"]),
                name="closures_under_way",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.area} {self.first_day} {self.last_day}"


UNDER_WAY: Final = frozenset(
    {Closure.State.CLOSING, Closure.State.TELLING, Closure.State.UNDOING, Closure.State.TELLING_AGAIN}
)  # a task has something to do


IN_FORCE: Final = frozenset(
    {Closure.State.CLOSING, Closure.State.TELLING, Closure.State.DONE}
)  # what the house itself plans into its days is closed as well


class Link(models.Model):
    """Where one activity is held online, as the officer typed it for this closure."""

    closure = models.ForeignKey(Closure, models.CASCADE, related_name="links")
    door = models.CharField(max_length=30)
    activity = models.PositiveBigIntegerField()  # the door's own id of it
    link = models.URLField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["closure", "door", "activity"], name="one_link_an_activity_and_closure"),
        ]

    def __str__(self) -> str:
        return self.link


class Item(models.Model):
    """What became of one occasion in one closure. It leads to no person."""

    class State(models.TextChoices):
        CLOSED = "closed", _("Closed")
        LEFT = "left", _("Left as it was")  # somebody has to look at it
        RESTORED = "restored", _("Put back")
        KEPT = "kept", _("Stays closed")  # it could not be put back

    class Reason(models.TextChoices):
        """Why it was left, or stays closed: the calendar's reasons, and one of this room's own."""

        HALL_TAKEN = Why.HALL_TAKEN.value, Why.HALL_TAKEN.label
        MEETS_THEN = Why.MEETS_THEN.value, Why.MEETS_THEN.label
        NO_SUCH_TIME = Why.NO_SUCH_TIME.value, Why.NO_SUCH_TIME.label
        BEGUN = Why.BEGUN.value, Why.BEGUN.label
        CHANGED = Why.CHANGED.value, Why.CHANGED.label
        OVER = Why.OVER.value, Why.OVER.label
        NO_LINK = "no_link", _("It has no link to join by.")

    closure = models.ForeignKey(Closure, models.CASCADE, related_name="items")
    occasion = models.ForeignKey(Occasion, models.CASCADE, related_name="closure_items")
    state = models.CharField(max_length=10, choices=State)
    deed = models.CharField(max_length=10, choices=Closure.Way, blank=True)  # what was done to it
    reason = models.CharField(max_length=20, choices=Reason, blank=True)
    before = models.JSONField(null=True)  # a `calendar.snapshots.Snapshot`

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["closure", "occasion"], name="an_occasion_once_a_closure"),
            models.CheckConstraint(
                condition=Q(state="left", before__isnull=True, deed="")
                | ~Q(state="left") & Q(before__isnull=False) & ~Q(deed=""),
                name="what_was_closed_knows_how_it_was",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["left", "kept"]) & ~Q(reason="")
                | Q(state__in=["closed", "restored"], reason=""),
                name="what_was_left_or_kept_says_why",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["closure", "state"], name="closure_items_by_state")]

    def __str__(self) -> str:
        return f"{self.closure_id} {self.occasion_id} {self.state}"
