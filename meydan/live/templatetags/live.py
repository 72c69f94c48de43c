"""`<section {% live "questions.edition.12" %}>`: the elements in it with data-live-part="…" are kept up to date."""

from django import template
from django.template import Context
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from meydan.base import wording
from meydan.live import address
from meydan.live.models import Topic

register = template.Library()


@register.simple_tag(takes_context=True)
def live(context: Context, topic: str) -> SafeString:
    """What `live/live.js` needs to know. The version may be newer than what the page shows, never older: the script
    takes every snapshot from this version on, and no earlier one."""
    language = wording.language()
    version = Topic.objects.filter(name=topic).values_list("version", flat=True).first() or 0
    said = {
        "": topic,
        "-stream": address.stream(context["request"], topic, language),
        "-poll": address.poll(topic, language),
        "-version": version,
        "-lost": _("Connection lost. Trying again…"),
    }
    return format_html_join(" ", 'data-live{}="{}"', said.items())
