"""Who is invited to a stage, what each of them promises to bring, and what it says afterwards was delivered."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from meydan.campaigns.models.audience import Audience
from meydan.campaigns.models.stages import Concern, Place, Slot, Stage
from meydan.people.models import Organization, Person


class Invited(models.Model):
    """An agency or association asked to take part in a stage."""

    class State(models.TextChoices):
        INVITED = "invited", _("Invited")
        TAKES_PART = "takes_part", _("Takes part")
        DECLINED = "declined", _("Does not take part")

    stage = models.ForeignKey(Stage, models.CASCADE, related_name="invited")
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="campaign_invitations")
    state = models.CharField(max_length=10, choices=State, default=State.INVITED)
    reason = models.CharField(max_length=300, blank=True)  # why it does not
    invited_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    invited_at = models.DateTimeField(auto_now_add=True)
    told_at = models.DateTimeField(null=True)  # its representatives were sent the link
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["stage", "organization"], name="an_agency_is_invited_once_a_stage")
        ]

    def __str__(self) -> str:
        return str(self.organization)


class Leader(models.Model):
    """Somebody who holds sessions for an agency: in one place at a time."""

    invited = models.ForeignKey(Invited, models.CASCADE, related_name="leaders")
    name = models.CharField(max_length=120)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["invited", "name"], name="leader_once_in_an_agency")]

    def __str__(self) -> str:
        return self.name


class Promise(models.Model):
    """One thing an agency brings («تعهد»): sessions to be placed, or something that stands there every evening."""

    class Kind(models.TextChoices):
        SERVICE = "service", _("Service")
        WORKSHOP = "workshop", _("Workshop")
        TRAINING = "training", _("Training")
        STALL = "stall", _("Stall of the bazaar")
        EXHIBITION = "exhibition", _("Exhibition piece")

    STANDING: ClassVar = (Kind.STALL, Kind.EXHIBITION)  # stand every evening; no session is held

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        DECLARED = "declared", _("Declared")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    invited = models.ForeignKey(Invited, models.CASCADE, related_name="promises")
    kind = models.CharField(max_length=15, choices=Kind)
    title = models.CharField(max_length=160)
    about = models.CharField(max_length=600, blank=True)
    concern = models.ForeignKey(Concern, models.SET_NULL, null=True, related_name="promises")  # None: another topic
    audience = models.CharField(max_length=15, choices=Audience, default=Audience.EVERYBODY)
    minutes = models.PositiveSmallIntegerField(default=45)  # of one session
    together = models.PositiveSmallIntegerField(default=1)  # sessions offered for women and men together
    women = models.PositiveSmallIntegerField(default=0)  # sessions offered for women
    men = models.PositiveSmallIntegerField(default=0)
    capacity = models.PositiveIntegerField(null=True)  # people at one session; None: as many as the place holds
    people = models.PositiveSmallIntegerField(default=1)  # of the agency, at each session
    brings = models.CharField(max_length=300, blank=True)  # equipment of its own
    needs = models.JSONField(default=dict)  # {id of a Supply: how many}, at each session
    leaders = models.ManyToManyField(Leader, related_name="promises")  # all of them at each session
    places = models.ManyToManyField(Place, related_name="+")  # where it can be; none: anywhere
    slots = models.ManyToManyField(Slot, related_name="+")  # when in an evening; none: any
    days = models.JSONField(default=list)  # ISO days it can; none: all
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    version = models.PositiveIntegerField(default=1)  # who changes names the one they saw
    declared_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    declared_at = models.DateTimeField(null=True)
    changed_at = models.DateTimeField(auto_now=True)
    is_sample = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(minutes__gte=10, minutes__lte=240), name="a_promised_session_lasts"),
            models.CheckConstraint(
                condition=Q(kind__in=["stall", "exhibition"])
                | Q(together__gte=1)
                | Q(women__gte=1)
                | Q(men__gte=1)
                | ~Q(state="declared"),
                name="a_declared_promise_offers_a_session",
            ),
            models.CheckConstraint(
                condition=~Q(state="declared") | Q(declared_at__isnull=False), name="a_declared_promise_says_since_when"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["invited", "state"], name="promises_of_an_agency")]

    def __str__(self) -> str:
        return self.title


class Delivery(models.Model):
    """What became of a promise on one day: said by its agency, or by staff at the place."""

    class State(models.TextChoices):
        DELIVERED = "delivered", _("Delivered as promised")
        PARTLY = "partly", _("Delivered in part")
        NOT_DELIVERED = "not_delivered", _("Not delivered")

    promise = models.ForeignKey(Promise, models.CASCADE, related_name="deliveries")
    day = models.DateField()
    place = models.ForeignKey(Place, models.PROTECT, related_name="deliveries")
    by_agency = models.BooleanField()  # or by staff
    state = models.CharField(max_length=15, choices=State)
    sessions = models.PositiveSmallIntegerField(default=0)
    served = models.PositiveIntegerField(null=True)  # people, where somebody counted them
    words = models.CharField(max_length=300, blank=True)
    photo = models.ImageField(upload_to="campaigns/", blank=True)
    said_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    said_at = models.DateTimeField()
    is_late = models.BooleanField(default=False)  # said while the evaluation is closed

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["promise", "day", "place", "by_agency", "is_late"],
                name="a_days_delivery_is_said_once_by_each_side",
            )
        ]

    def __str__(self) -> str:
        return f"{self.promise_id} {self.day}"
