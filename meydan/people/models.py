"""Persons, the roles they hold on areas, the organizations they speak for, and what they agreed to."""

import datetime as dt
import uuid
from typing import ClassVar, Self, TypeVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from meydan.base.roles import Role
from meydan.places.models import Area


class People(BaseUserManager["Person"]):
    """Django's session machinery asks for a manager of its own shape."""


class Person(AbstractBaseUser):
    """Somebody: a citizen, a member of staff, or a family member whom a guardian registered (who has no phone).

    There is no password and no e-mail anywhere; a person is known by a phone number that received a code.
    """

    class Sex(models.TextChoices):
        WOMAN = "woman", _("Woman")
        MAN = "man", _("Man")

    class Interest(models.TextChoices):
        """The same words as the kinds of programs above, so that one can be asked by the other."""

        CULTURAL = "cultural", _("Culture and art")
        SOCIAL = "social", _("Neighborhood and helping")
        EDUCATIONAL = "educational", _("Learning")
        SPORTS = "sports", _("Sports and health")

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)  # stands for the person in the journal
    phone = models.CharField(max_length=16, null=True, unique=True)  # E.164
    name = models.CharField(max_length=120, blank=True)
    birth_year = models.PositiveSmallIntegerField(null=True)  # Jalali
    sex = models.CharField(max_length=10, choices=Sex, blank=True)
    neighborhood = models.ForeignKey(Area, models.SET_NULL, null=True, related_name="residents")
    national_id_mac = models.BinaryField(max_length=32, null=True, unique=True)
    interests = models.JSONField(default=list)
    language = models.CharField(max_length=5, default="fa")
    guardian = models.ForeignKey("self", models.CASCADE, null=True, related_name="family")
    is_active = models.BooleanField(default=True)
    is_sample = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)
    erased_at = models.DateTimeField(null=True)

    session_round = models.PositiveIntegerField(default=0)  # one more ends every session of this person

    password = models.CharField(max_length=1, default="!", editable=False)  # never usable
    last_login = None  # not kept: nobody needs it

    objects = People()

    USERNAME_FIELD = "phone"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(phone__isnull=True) | Q(guardian__isnull=True),
                name="a_family_member_has_no_phone_of_its_own",
            ),
            models.CheckConstraint(
                condition=Q(guardian__isnull=True) | ~Q(guardian=F("id")), name="nobody_is_their_own_guardian"
            ),
            models.CheckConstraint(
                condition=Q(birth_year__isnull=True) | Q(birth_year__gte=1280, birth_year__lte=1500),
                name="birth_year_is_jalali",
            ),
            models.CheckConstraint(
                condition=Q(erased_at__isnull=True)
                | Q(phone__isnull=True, national_id_mac__isnull=True, birth_year__isnull=True, name="", sex=""),
                name="an_erased_person_has_no_data_left",
            ),
        ]

    def __str__(self) -> str:
        return self.name or str(_("A citizen"))

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """What a session must agree with to stay; Django's own would be made of the password."""
        return salted_hmac(
            "meydan.people.session", f"{self.key} {self.session_round}", secret=secret, algorithm="sha256"
        ).hexdigest()

    @cached_property
    def holdings(self) -> "list[Holding]":
        """The roles held today, read once a request."""
        if not getattr(self, "has_held_roles", True):
            return []
        return list(Holding.objects.current().filter(person=self).select_related("area").defer("area__border"))

    def roles_today(self) -> frozenset[Role]:
        return frozenset(Role(holding.role) for holding in self.holdings)

    def areas_for(self, *roles: Role) -> list[Area]:
        """The areas this person holds one of the roles on today; each reaches everything below it."""
        return [holding.area for holding in self.holdings if holding.role in roles]

    def reaches(self, area: Area, *roles: Role) -> bool:
        """Whether one of the roles, held today on this area or above it, covers the area."""
        return any(held.contains(area) for held in self.areas_for(*roles))


Row = TypeVar("Row", bound=models.Model)


class CurrentRows(models.QuerySet[Row]):
    """Rows from a day to a day, both included, which somebody may have ended before."""

    def current(self, day: dt.date | None = None) -> Self:
        day = day or timezone.localdate()
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=day), starts_on__lte=day, ended_at__isnull=True)


class Holding(models.Model):
    """A role held on an area, from a day to a day; it reaches everything below the area."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="role_holdings")
    role = models.CharField(max_length=30, choices=Role)
    area = models.ForeignKey(Area, models.PROTECT, related_name="role_holdings")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)
    ended_at = models.DateTimeField(null=True)  # somebody ended it, from that moment on
    granted_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="roles_granted")
    created_at = models.DateTimeField(auto_now_add=True)

    objects = CurrentRows.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")), name="a_role_ends_after_it_starts"
            ),
            models.UniqueConstraint(
                fields=["person", "role", "area"],
                condition=Q(ends_on__isnull=True, ended_at__isnull=True),
                name="a_role_is_held_once_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()} · {self.area}"


class Organization(models.Model):
    """A unit of the municipality, an agency of government or an association of citizens: whoever does a part."""

    class Kind(models.TextChoices):
        UNIT = "unit", _("Municipal unit")  # is given orders; whoever speaks for it heads it
        AGENCY = "agency", _("Agency")
        ASSOCIATION = "association", _("Association")

    kind = models.CharField(max_length=20, choices=Kind)
    name = models.CharField(max_length=160)
    area = models.ForeignKey(Area, models.PROTECT, related_name="organizations")
    is_active = models.BooleanField(default=True)
    is_sample = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["area", "name"], name="organization_name_once_in_its_area")
        ]

    def __str__(self) -> str:
        return self.name


class Representative(models.Model):
    """A person who speaks for an organization, from a day to a day."""

    organization = models.ForeignKey(Organization, models.CASCADE, related_name="representatives")
    person = models.ForeignKey(Person, models.CASCADE, related_name="represents")
    title = models.CharField(max_length=120, blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)
    ended_at = models.DateTimeField(null=True)  # somebody ended it, from that moment on

    objects = CurrentRows.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["organization", "person"],
                condition=Q(ends_on__isnull=True, ended_at__isnull=True),
                name="represents_once_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="a_representation_ends_after_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} · {self.organization}"


class Consent(models.Model):
    """One answer to one question of consent. Rows are only added: the newest is in force, the others its history."""

    class Purpose(models.TextChoices):
        TERMS = "terms", _("Terms of use")
        NEWS = "news", _("News of programs near me by SMS")
        PHOTOS = "photos", _("Photos taken at programs")
        STATISTICS = "statistics", _("Counting me by sex and age in statistics")

    WORDING = "1405-09"  # the version of the questions above; one more when their words change

    person = models.ForeignKey(Person, models.CASCADE, related_name="consents")
    purpose = models.CharField(max_length=20, choices=Purpose)
    given = models.BooleanField()
    wording = models.CharField(max_length=20)  # which version of the text was shown
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["person", "purpose", "-at"], name="consent_newest_first")]

    def __str__(self) -> str:
        return f"{self.purpose} {self.given}"
