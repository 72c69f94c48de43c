"""Form fields of the house. All fold Persian and Arabic digits and ي ك; what cannot be seen counts as empty."""

from meydan.base.fields.choices import Check, Choice, MultiChoice
from meydan.base.fields.days import JalaliDate, JalaliDateTime, JalaliRange
from meydan.base.fields.files import Photo, Upload
from meydan.base.fields.numbers import Money, Number
from meydan.base.fields.texts import Clock, Link, LongText, NationalId, Phone, Text
from meydan.base.fields.voice import Voice

__all__ = [
    "Check",
    "Choice",
    "Clock",
    "JalaliDate",
    "JalaliDateTime",
    "JalaliRange",
    "Link",
    "LongText",
    "Money",
    "MultiChoice",
    "NationalId",
    "Number",
    "Phone",
    "Photo",
    "Text",
    "Upload",
    "Voice",
]
