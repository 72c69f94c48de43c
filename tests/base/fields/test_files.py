import io
import struct
import zlib

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation
from PIL import Image

from meydan.base import fields


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


def picture(size=(800, 600), kind="JPEG", mode="RGB", **options):
    made = io.BytesIO()
    Image.new(mode, size, "teal" if mode == "RGB" else 0).save(made, kind, **options)
    return SimpleUploadedFile("IMG_0912.jpg", made.getvalue())


def empty_png(width, height):
    """The header of a picture with that many pixels, and none of them: 100 bytes that would unpack to gigabytes."""

    def chunk(name, body):
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0")) + chunk(b"IEND", b"")
    return SimpleUploadedFile("small.png", body)


def opened(kept):
    kept.seek(0)
    return Image.open(kept)


@pytest.mark.parametrize(
    ("size", "kept_size"), [((4000, 3000), (1600, 1200)), ((3000, 4000), (1200, 1600)), ((800, 600), (800, 600))]
)
def test_a_photo_is_made_anew_and_not_larger_than_a_page_needs(size, kept_size):
    kept = fields.Photo().clean(picture(size))
    assert opened(kept).format == "WEBP"
    assert opened(kept).size == kept_size


def test_a_photos_name_tells_nothing():
    kept = fields.Photo().clean(picture())
    assert "0912" not in kept.name
    assert kept.name.endswith(".webp")


def test_place_and_camera_are_gone_and_the_photo_stands_upright():
    exif = Image.Exif()
    exif[0x0110] = "Camera of Zahra"
    exif[0x0112] = 6  # turned a quarter
    exif.get_ifd(0x8825)[2] = (35.0, 43.0, 0.0)
    kept = fields.Photo().clean(picture((800, 600), exif=exif))
    assert opened(kept).size == (600, 800)
    assert dict(opened(kept).getexif()) == {}
    assert b"Zahra" not in kept.read()


@pytest.mark.parametrize(
    ("kind", "mode"),
    [("PNG", "RGB"), ("PNG", "RGBA"), ("PNG", "P"), ("PNG", "L"), ("WEBP", "RGB"), ("GIF", "P"), ("JPEG", "CMYK")],
)
def test_every_kind_of_picture_phones_send_is_read(kind, mode):
    assert opened(fields.Photo().clean(picture(kind=kind, mode=mode))).size == (800, 600)


@pytest.mark.parametrize(
    "body",
    [b"not an image", b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"%PDF-1.7", b"\xff\xd8\xff\xe0 broken", b"GIF89a"],
)
def test_what_is_no_photo_is_refused(body):
    with pytest.raises(ValidationError, match="not a photo we can read"):
        fields.Photo().clean(SimpleUploadedFile("photo.jpg", body))


def test_a_cut_off_photo_is_refused():
    whole = picture((2000, 1500), quality=95).read()
    with pytest.raises(ValidationError, match="not a photo we can read"):
        fields.Photo().clean(SimpleUploadedFile("photo.jpg", whole[: len(whole) // 2]))


@pytest.mark.parametrize(("width", "height"), [(30_000, 30_000), (10_000, 5_001), (60_000, 60_000)])
def test_a_bomb_of_pixels_is_refused_unopened(width, height):
    with pytest.raises(ValidationError, match="too many pixels"):
        fields.Photo().clean(empty_png(width, height))


def test_a_file_of_more_than_eight_megabytes_is_refused():
    with pytest.raises(ValidationError, match="larger than 8 megabytes"):
        fields.Photo().clean(SimpleUploadedFile("photo.jpg", b"\xff" * (8 * 1024 * 1024 + 1)))


def test_no_photo_is_none_where_it_may_be():
    assert fields.Photo(required=False).clean(None) is None


def test_a_table_is_given_back_rewound():
    sent = fields.Upload().clean(SimpleUploadedFile("names.CSV", "﻿نام,سن\nزهرا,۱۲\n".encode()))
    assert sent.read().decode("utf-8-sig") == "نام,سن\nزهرا,۱۲\n"


@pytest.mark.parametrize(
    ("name", "body", "sentence"),
    [
        ("names.xlsx", b"PK", "Send a file of this kind: csv."),
        ("names", b"a,b", "Send a file of this kind: csv."),
        ("names.csv", "نام".encode("utf-16"), "This file is not readable text. Save it again as UTF-8."),
        ("names.csv", b"a\x00b", "This file is not readable text. Save it again as UTF-8."),
        ("names.csv", b"a" * (5 * 1024 * 1024 + 1), "The file is larger than 5 megabytes."),
    ],
)
def test_a_file_that_is_no_table_is_refused(name, body, sentence):
    with pytest.raises(ValidationError) as refused:
        fields.Upload().clean(SimpleUploadedFile(name, body))
    assert refused.value.messages == [sentence]


@pytest.mark.parametrize("body", [b"{}", b"[]", b"{", b'{"type": "Topology"}', b"[" * 100_000])
def test_what_is_no_geojson_is_refused(body):
    with pytest.raises(ValidationError, match="not GeoJSON"):
        fields.Upload(kinds=("geojson",)).clean(SimpleUploadedFile("map.json", body))


def test_geojson_is_taken_under_both_endings():
    for name in ("map.json", "map.geojson"):
        assert fields.Upload(kinds=("geojson",)).clean(
            SimpleUploadedFile(name, b'{"type": "FeatureCollection", "features": []}')
        )
