"""Files people send: photographs, which are always made anew, and tables of text."""

import io
import json
import re
import uuid
import warnings
from typing import TYPE_CHECKING, Any, Literal

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.utils.translation import gettext_lazy as _

from meydan.base import wording

if TYPE_CHECKING:
    from PIL import Image

MEGABYTE = 1024 * 1024
_LARGEST_PHOTO = 8 * MEGABYTE
_MOST_PIXELS = 50_000_000  # what phones take by default fits; as RGB it is 150 MB while it is read
_LONGEST_SIDE = 1600
_FORMATS = ("JPEG", "PNG", "WEBP", "GIF")


class Photo(forms.FileField):
    """A photograph. What is kept is a new WebP of at most 1600 px, turned upright, without place, time or camera."""

    default_error_messages = {
        "not_image": _("This file is not a photo we can read. Send a JPEG, PNG, or WebP."),
        "too_big": _("The photo is larger than %(size)s megabytes. Send a smaller one."),
        "too_wide": _("The photo has too many pixels. Send a smaller one."),
    }

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}))
        super().__init__(**kwargs)

    def to_python(self, data: Any) -> UploadedFile | None:
        sent = super().to_python(data)
        if not isinstance(sent, UploadedFile):
            return None
        if (sent.size or 0) > _LARGEST_PHOTO:
            params = {"size": wording.number(_LARGEST_PHOTO // MEGABYTE)}
            raise ValidationError(self.error_messages["too_big"], "too_big", params)
        return SimpleUploadedFile(f"{uuid.uuid4().hex}.webp", self._made_anew(sent), "image/webp")

    def _refuse_wide(self, photo: "Image.Image") -> None:
        """The header says how many pixels there are; nothing was unpacked yet."""
        if photo.width * photo.height > _MOST_PIXELS:
            raise ValidationError(self.error_messages["too_wide"], "too_wide")

    def _made_anew(self, sent: UploadedFile) -> bytes:
        from PIL import Image, ImageOps

        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # we count the pixels ourselves
                sent.seek(0)
                with Image.open(sent, formats=_FORMATS) as photo:
                    self._refuse_wide(photo)
                    photo.draft("RGB", (_LONGEST_SIDE, _LONGEST_SIDE))  # a JPEG is then read smaller to begin with
                    upright = ImageOps.exif_transpose(photo)
                    upright.thumbnail((_LONGEST_SIDE, _LONGEST_SIDE))
                    see_through = upright.mode in {"RGBA", "LA", "PA"} or "transparency" in upright.info
                    made = io.BytesIO()
                    upright.convert("RGBA" if see_through else "RGB").save(
                        made, "WEBP", quality=80, method=4, exif=b"", icc_profile=b""
                    )
        except ValidationError:
            raise
        except Image.DecompressionBombError:
            raise ValidationError(self.error_messages["too_wide"], "too_wide") from None
        except Exception:  # noqa: BLE001 - Pillow's readers raise nearly anything on a broken file
            raise ValidationError(self.error_messages["not_image"], "not_image") from None
        return made.getvalue()


class Upload(forms.FileField):
    """A table or map as text in UTF-8; the value is the file, rewound."""

    default_error_messages = {
        "kind": _("Send a file of this kind: %(kinds)s."),
        "too_big": _("The file is larger than %(size)s megabytes."),
        "not_text": _("This file is not readable text. Save it again as UTF-8."),
        "not_geojson": _("This file is not GeoJSON."),
    }

    def __init__(
        self, *, kinds: tuple[Literal["csv", "geojson"], ...] = ("csv",), max_bytes: int = 5 * MEGABYTE, **kwargs: Any
    ) -> None:
        self.kinds, self.max_bytes = kinds, max_bytes
        kwargs.setdefault("widget", forms.FileInput(attrs={"accept": ",".join(f".{kind}" for kind in kinds)}))
        super().__init__(**kwargs)

    def to_python(self, data: Any) -> UploadedFile | None:
        sent = super().to_python(data)
        if not isinstance(sent, UploadedFile):
            return None
        ending = re.sub(r".*\.", "", sent.name or "").lower()
        kind = "geojson" if ending == "json" else ending
        if kind not in self.kinds:
            raise ValidationError(self.error_messages["kind"], "kind", {"kinds": "، ".join(self.kinds)})
        if (sent.size or 0) > self.max_bytes:
            params = {"size": wording.number(self.max_bytes // MEGABYTE)}
            raise ValidationError(self.error_messages["too_big"], "too_big", params)
        self._read(sent, kind)
        sent.seek(0)
        return sent

    def _read(self, sent: UploadedFile, kind: str) -> None:
        sent.seek(0)
        try:
            text = sent.read().decode("utf-8-sig")
        except UnicodeDecodeError:
            raise ValidationError(self.error_messages["not_text"], "not_text") from None
        if "\x00" in text:
            raise ValidationError(self.error_messages["not_text"], "not_text")
        if kind == "geojson":
            try:
                found = json.loads(text)
            except (ValueError, RecursionError):
                found = None
            if not isinstance(found, dict) or found.get("type") not in {"FeatureCollection", "Feature"}:
                raise ValidationError(self.error_messages["not_geojson"], "not_geojson")
