"""National IDs and mobile numbers as people type them, and the mask under which a number may be shown.

The checksum catches about 98 % of typing errors; it does not say whose ID it is. Neither value may be hashed "for
privacy": every mobile number there is can be tried in minutes.
"""

import re
from typing import Final

from meydan.engines.persian import fold_digits, tidy

_SEPARATORS: Final = re.compile(r"[\s\-\u2010-\u2015.()/\u200c\u200e\u200f]")
_MOBILE: Final = re.compile(r"(?:(?:\+|00)?98)?0?(9[0-9]{9})")
_E164: Final = re.compile(r"\+989[0-9]{9}")


class WrongIdentity(ValueError):  # noqa: N818 - names what was typed
    """A number that cannot be right.

    `code` is "empty", "characters", "length", "repeated", "checksum", "lost_zeros" (a spreadsheet dropped them;
    `suggestion` holds the padded ID, to be offered and never taken silently) or "not_mobile".
    """

    def __init__(self, code: str, detail: str, suggestion: str | None = None) -> None:
        super().__init__(detail)
        self.code = code
        self.suggestion = suggestion


def national_id(text: str) -> str:
    """Return the ten ASCII digits of an Iranian national ID; raise `WrongIdentity`.

    Spaces and hyphens are passed over. The last digit checks the others (weights 10 to 2, modulo 11); ten equal digits
    pass that sum and are refused all the same. Eight or nine digits are refused too, with the padded ID as a suggestion
    where it is right.
    """
    digits = _digits(text)
    if len(digits) in {8, 9} and _is_checked(digits.zfill(10)):
        raise WrongIdentity("lost_zeros", "the leading zeros are missing", digits.zfill(10))
    if len(digits) != 10:
        raise WrongIdentity("length", f"a national ID has 10 digits, not {len(digits)}")
    if len(set(digits)) == 1:
        raise WrongIdentity("repeated", "ten equal digits are no national ID")
    if not _is_checked(digits):
        raise WrongIdentity("checksum", "one of the digits is wrong")
    return digits


def mobile(text: str) -> str:
    """Return an Iranian mobile number in E.164, "+989…", from any usual spelling; raise `WrongIdentity`."""
    number = _digits(text, also="+")
    found = _MOBILE.fullmatch(number)
    if found is None:
        raise WrongIdentity("not_mobile", "an Iranian mobile number looks like 0912 123 4567")
    return f"+98{found[1]}"


def mask_mobile(number: str) -> str:
    """Return "0912••••567" for "+989121234567": the first four and last three digits, 10,000 numbers look alike.

    In a right-to-left line the bullets would turn the two groups around: put it in `<bdi dir="ltr">` on a page, between
    U+2066 and U+2069 in plain text. Raises `WrongIdentity` for anything but the E.164 form `mobile` returns.
    """
    if not _E164.fullmatch(number):
        raise WrongIdentity("not_mobile", "only a number in the form +989… is masked")
    return f"0{number[3:6]}••••{number[-3:]}"


def _digits(text: str, also: str = "") -> str:
    number = _SEPARATORS.sub("", fold_digits(tidy(text)))
    if not number:
        raise WrongIdentity("empty", "nothing was typed")
    if not re.fullmatch(rf"[{re.escape(also)}]?[0-9]+" if also else "[0-9]+", number):
        raise WrongIdentity("characters", "only digits belong here")
    return number


def _is_checked(digits: str) -> bool:
    rest = sum(int(digit) * weight for digit, weight in zip(digits, range(10, 1, -1), strict=False)) % 11
    return int(digits[9]) == (rest if rest < 2 else 11 - rest)
