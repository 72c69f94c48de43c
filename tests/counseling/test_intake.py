"""Answers read as sentences, and not as the names a form has for them."""

from django.utils.translation import override

from meydan.counseling.intake import in_words


def test_questions_and_choices_are_told_in_words_and_in_order():
    with override("fa"):
        assert in_words({"danger": "no", "about": "نگرانم", "since": "weeks", "older": "چیزی"}) == {
            "در چه چیزی کمک می‌خواهید؟": "نگرانم",
            "از کی؟": "چند هفته",
            "آیا کسی اکنون در خطر است: به آسیب زدن به خودتان فکر می‌کنید یا در خانه خشونت هست؟": "خیر",
            "older": "چیزی",
        }
