import datetime as dt
import uuid

import factory
from django.utils import timezone

from meydan.signin import codes, totp
from meydan.signin.models import CodeRequest, RecoveryCode, SecondFactor
from tests.factories.people import PersonFactory

CODE = "123456"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


class CodeRequestFactory(factory.django.DjangoModelFactory[CodeRequest]):
    """A code that was just sent: `CODE`."""

    class Meta:
        model = CodeRequest

    key = factory.LazyFunction(uuid.uuid4)
    phone = factory.Sequence(lambda n: f"+98970{n:07d}")
    code_mac = factory.LazyAttribute(lambda request: codes.mac_of(request.key, CODE))
    created_at = factory.LazyFunction(timezone.now)
    expires_at = factory.LazyAttribute(lambda request: request.created_at + dt.timedelta(minutes=2))


class SecondFactorFactory(factory.django.DjangoModelFactory[SecondFactor]):
    class Meta:
        model = SecondFactor

    person = factory.SubFactory(PersonFactory)
    sealed_secret = factory.LazyAttribute(lambda factor: totp.seal(factor.person, SECRET))
    confirmed_at = factory.LazyFunction(timezone.now)
    last_step = 0


class RecoveryCodeFactory(factory.django.DjangoModelFactory[RecoveryCode]):
    """The code is `999900000000` and its followers."""

    class Meta:
        model = RecoveryCode

    class Params:
        code = factory.Sequence(lambda n: f"9999{n:08d}")

    person = factory.SubFactory(PersonFactory)
    code_mac = factory.LazyAttribute(lambda recovery: totp.recovery_mac(recovery.person, recovery.code))
