"""A browser at the door: a client with an address of its own, and the code that was sent."""

import re

from django.test import Client

from meydan.messaging.models import Message

PHONE = "+989700000001"


def browser(address="192.0.2.1"):
    return Client(REMOTE_ADDR=address, HTTP_HOST="testserver")


def ask(client, phone=PHONE, **more):
    return client.post("/signin/", {"phone": phone, **more})


def sent_code():
    """The six digits of the newest message."""
    return re.search(r"[0-9]{6}", Message.objects.filter(template="signin.code").latest("pk").text)[0]


def another(code):
    return f"{(int(code) + 1) % 1_000_000:06}"
