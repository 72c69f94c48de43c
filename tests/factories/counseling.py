import datetime as dt

import factory

from meydan.base.roles import Role
from meydan.counseling import vault
from meydan.counseling.models import (
    Appointment,
    BookedFor,
    Call,
    Case,
    CaseKey,
    Counselor,
    Earlier,
    FrozenCell,
    FrozenMonth,
    Glass,
    Grant,
    Homework,
    Hours,
    Leave,
    Mode,
    Note,
    Opened,
    PhoneCheck,
    Policy,
    Room,
    Season,
    Topic,
)
from meydan.people.models import Holding
from tests.factories.people import HoldingFactory, PersonFactory
from tests.factories.places import CityFactory, VenueFactory

NOW = dt.datetime(2026, 11, 28, 6, 30, tzinfo=dt.UTC)  # ten in the morning in Iran, a Saturday


class PolicyFactory(factory.django.DjangoModelFactory[Policy]):
    class Meta:
        model = Policy

    area = factory.SubFactory(CityFactory)


class TopicFactory(factory.django.DjangoModelFactory[Topic]):
    class Meta:
        model = Topic

    area = factory.SubFactory(CityFactory)
    name = factory.Sequence(lambda n: f"موضوع {n}")


class CounselorFactory(factory.django.DjangoModelFactory[Counselor]):
    class Meta:
        model = Counselor
        skip_postgeneration_save = True

    area = factory.SubFactory(CityFactory)
    person = factory.SubFactory(PersonFactory)
    license_number = factory.Sequence(lambda n: f"ن-{n}")

    @factory.post_generation
    def role(self, create, extracted, **kwargs):
        """Who counsels holds the role; `role=False`: not yet, or not any more."""
        held = {"person": self.person, "role": Role.COUNSELOR, "area": self.area}
        if create and extracted is not False and not Holding.objects.filter(**held).exists():
            HoldingFactory(**held)

    @factory.post_generation
    def topics(self, create, extracted, **kwargs):
        """`topics=[…]`: what they counsel."""
        if create and extracted:
            self.topics.set(extracted)


class RoomFactory(factory.django.DjangoModelFactory[Room]):
    class Meta:
        model = Room

    venue = factory.SubFactory(VenueFactory)
    name = factory.Sequence(lambda n: f"اتاق {n}")


class SeasonFactory(factory.django.DjangoModelFactory[Season]):
    class Meta:
        model = Season

    area = factory.SubFactory(CityFactory)
    name = "رمضان"
    starts_on = dt.date(2027, 2, 8)
    ends_on = dt.date(2027, 3, 9)


class HoursFactory(factory.django.DjangoModelFactory[Hours]):
    class Meta:
        model = Hours

    counselor = factory.SubFactory(CounselorFactory)
    weekday = 0
    modes = [Mode.IN_PERSON, Mode.PHONE, Mode.ONLINE]
    room = factory.SubFactory(RoomFactory)
    clock = dt.time(16, 0)
    minutes = 240
    since = dt.date(2026, 3, 21)


class LeaveFactory(factory.django.DjangoModelFactory[Leave]):
    class Meta:
        model = Leave

    counselor = factory.SubFactory(CounselorFactory)
    starts_at = NOW
    ends_at = factory.LazyAttribute(lambda leave: leave.starts_at + dt.timedelta(days=1))
    reason = Leave.Reason.HOLIDAY


class CaseFactory(factory.django.DjangoModelFactory[Case]):
    """`who={…}`: what is sealed; `phone` and `owner` (a person) are what it is found by."""

    class Meta:
        model = Case
        skip_postgeneration_save = True

    class Params:
        phone = factory.Sequence(lambda n: f"+98912{n:07d}")
        owner = None

    area = factory.SubFactory(CityFactory)
    code = factory.Sequence(lambda n: f"C{n:07d}")
    topic = factory.SubFactory(TopicFactory, area=factory.SelfAttribute("..area"))
    booked_for = BookedFor.ONESELF
    owner_mac = factory.LazyAttribute(lambda case: vault.of_person(case.owner) if case.owner else None)
    client_mac = factory.LazyAttribute(lambda case: vault.of_phone(case.phone))
    counselor = factory.SubFactory(CounselorFactory, area=factory.SelfAttribute("..area"))
    opened_at = NOW

    @factory.post_generation
    def who(self, create, extracted, **kwargs):
        if create:
            vault.new_key(self).save()
            self.sealed_who = vault.seal(self, self, "sealed_who", extracted or {})
            self.save(update_fields=["sealed_who"])


class AppointmentFactory(factory.django.DjangoModelFactory[Appointment]):
    """By telephone, of the file's counselor. `intake={…}`: what is sealed."""

    class Meta:
        model = Appointment
        skip_postgeneration_save = True

    case = factory.SubFactory(CaseFactory)
    code = factory.Sequence(lambda n: f"A{n:07d}")
    counselor = factory.LazyAttribute(lambda appointment: appointment.case.counselor)
    topic = factory.LazyAttribute(lambda appointment: appointment.case.topic)
    client_mac = factory.LazyAttribute(lambda appointment: appointment.case.client_mac)
    mode = Mode.PHONE
    starts_at = factory.Sequence(lambda n: NOW + dt.timedelta(hours=n + 2))
    ends_at = factory.LazyAttribute(lambda appointment: appointment.starts_at + dt.timedelta(minutes=45))
    busy_until = factory.LazyAttribute(lambda appointment: appointment.ends_at + dt.timedelta(minutes=15))
    state = "booked"
    is_first = True
    booked_at = NOW
    outcome = factory.LazyAttribute(lambda appointment: "continues" if appointment.state == "attended" else "")
    canceled_at = factory.LazyAttribute(lambda appointment: NOW if appointment.state == "canceled" else None)
    canceled_why = factory.LazyAttribute(lambda appointment: "client" if appointment.state == "canceled" else "")

    @factory.post_generation
    def intake(self, create, extracted, **kwargs):
        if create and extracted is not None:
            self.sealed_intake = vault.seal(self.case, self, "sealed_intake", extracted)
            self.save(update_fields=["sealed_intake"])


class EarlierFactory(factory.django.DjangoModelFactory[Earlier]):
    class Meta:
        model = Earlier

    appointment = factory.SubFactory(AppointmentFactory)
    asked_at = NOW


class CallFactory(factory.django.DjangoModelFactory[Call]):
    class Meta:
        model = Call

    case = factory.SubFactory(CaseFactory)
    topic = factory.LazyAttribute(lambda call: call.case.topic)
    area = factory.LazyAttribute(lambda call: call.case.area)
    asked_at = NOW
    not_before = factory.LazyAttribute(lambda call: call.asked_at)


class NoteFactory(factory.django.DjangoModelFactory[Note]):
    """`text`: what is sealed."""

    class Meta:
        model = Note

    class Params:
        text = "شرح جلسه"

    case = factory.SubFactory(CaseFactory)
    counselor = factory.LazyAttribute(lambda note: note.case.counselor)
    written_at = NOW

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        note = model_class(*args, **kwargs)
        note.sealed_text = vault.seal(note.case, note, "sealed_text", note.sealed_text)
        note.save()
        return note

    sealed_text = factory.LazyAttribute(lambda note: note.text)


class HomeworkFactory(factory.django.DjangoModelFactory[Homework]):
    """`text`: what is sealed."""

    class Meta:
        model = Homework

    class Params:
        text = "هر شب با هم شام بخورید"

    case = factory.SubFactory(CaseFactory)
    counselor = factory.LazyAttribute(lambda homework: homework.case.counselor)
    given_at = NOW

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        homework = model_class(*args, **kwargs)
        homework.sealed_text = vault.seal(homework.case, homework, "sealed_text", homework.sealed_text)
        homework.save()
        return homework

    sealed_text = factory.LazyAttribute(lambda homework: homework.text)


class GrantFactory(factory.django.DjangoModelFactory[Grant]):
    class Meta:
        model = Grant

    case = factory.SubFactory(CaseFactory)
    given_by = factory.LazyAttribute(lambda grant: grant.case.counselor)
    to = factory.SubFactory(CounselorFactory, area=factory.SelfAttribute("..case.area"))
    what = [Grant.What.SUMMARY]
    given_at = NOW
    ends_at = factory.LazyAttribute(lambda grant: grant.given_at + dt.timedelta(days=14))


class GlassFactory(factory.django.DjangoModelFactory[Glass]):
    class Meta:
        model = Glass

    case = factory.SubFactory(CaseFactory)
    asked_by = factory.SubFactory(PersonFactory)
    asked_at = NOW


class OpenedFactory(factory.django.DjangoModelFactory[Opened]):
    class Meta:
        model = Opened

    case = factory.SubFactory(CaseFactory)
    capacity = Opened.Capacity.COUNSELOR
    part = Opened.Part.NOTES
    at = NOW


class CaseKeyFactory(factory.django.DjangoModelFactory[CaseKey]):
    """Of a file that has lost its own."""

    class Meta:
        model = CaseKey

    case = factory.SubFactory(CaseFactory)

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        model_class.objects.filter(case=kwargs["case"]).delete()
        made = vault.new_key(kwargs["case"])
        made.save()
        return made


class PhoneCheckFactory(factory.django.DjangoModelFactory[PhoneCheck]):
    class Meta:
        model = PhoneCheck

    class Params:
        phone = factory.Sequence(lambda n: f"+98913{n:07d}")

    client_mac = factory.LazyAttribute(lambda check: vault.of_phone(check.phone))
    code_mac = b"0" * 32
    asked_at = NOW
    expires_at = factory.LazyAttribute(lambda check: check.asked_at + dt.timedelta(hours=1))
    sealed_phone = factory.LazyAttribute(lambda check: check.phone)

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        check = model_class(*args, **kwargs)
        check.sealed_phone, check.master = vault.seal_outside(check, "sealed_phone", check.sealed_phone)
        check.save()
        return check


class FrozenMonthFactory(factory.django.DjangoModelFactory[FrozenMonth]):
    class Meta:
        model = FrozenMonth

    area = factory.SubFactory(CityFactory)
    year = 1405
    month = 7
    frozen_at = NOW


class FrozenCellFactory(factory.django.DjangoModelFactory[FrozenCell]):
    class Meta:
        model = FrozenCell

    month = factory.SubFactory(FrozenMonthFactory)
    measure = "referrals"
    value = 6
