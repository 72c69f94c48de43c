import django.db.models.deletion
import meydan.messaging.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("people", "__first__"),
        ("places", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Chat",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("provider", models.CharField(max_length=30)),
                ("number", models.CharField(max_length=40)),
                ("expects", models.CharField(blank=True, max_length=80)),
                ("at", models.DateTimeField(auto_now_add=True)),
                (
                    "person",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="chats",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("provider", "number"), name="a_chat_is_known_once")],
            },
        ),
        migrations.CreateModel(
            name="Inbound",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("channel", models.CharField(choices=[("sms", "SMS"), ("bot", "Messenger")], max_length=10)),
                ("provider", models.CharField(max_length=30)),
                ("reference", models.CharField(max_length=80)),
                ("sender", models.CharField(blank=True, max_length=40)),
                ("text", models.TextField(blank=True)),
                ("contact", models.CharField(blank=True, max_length=16)),
                ("attached", models.CharField(blank=True, max_length=200)),
                ("voice", models.FileField(blank=True, upload_to=meydan.messaging.models.under_a_new_name)),
                ("photo", models.FileField(blank=True, upload_to=meydan.messaging.models.under_a_new_name)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting"),
                            ("handled", "Taken up"),
                            ("unclaimed", "Nobody took it up"),
                            ("refused", "Refused"),
                        ],
                        default="waiting",
                        max_length=10,
                    ),
                ),
                ("handled_as", models.CharField(blank=True, max_length=80)),
                ("received_at", models.DateTimeField(auto_now_add=True)),
                ("settled_at", models.DateTimeField(null=True)),
                ("emptied_at", models.DateTimeField(null=True)),
                (
                    "area",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="inbound",
                        to="places.area",
                    ),
                ),
                (
                    "chat",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="inbound",
                        to="messaging.chat",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="inbound",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["state", "received_at"], name="inbound_next"),
                    models.Index(fields=["-received_at"], name="inbound_newest_first"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("provider", "reference"), name="what_comes_twice_is_kept_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("settled_at__isnull", True), ("state", "waiting")),
                            models.Q(models.Q(("state", "waiting"), _negated=True), ("settled_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="what_came_in_is_settled_or_waits",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Message",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("phone", models.CharField(blank=True, max_length=16)),
                ("sealed", models.CharField(blank=True, max_length=80)),
                ("keyboard", models.JSONField(default=list)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("code", "Sign-in code"),
                            ("reply", "Answer to what you wrote"),
                            ("service", "About something you take part in"),
                            ("reminder", "Reminder of what you take part in"),
                            ("news", "News"),
                        ],
                        max_length=10,
                    ),
                ),
                ("template", models.CharField(max_length=60)),
                ("text", models.TextField()),
                ("cause", models.CharField(max_length=80)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting"),
                            ("sending", "Being sent"),
                            ("sent", "Sent"),
                            ("delivered", "Delivered"),
                            ("failed", "Failed"),
                            ("unknown", "Outcome unknown"),
                            ("withheld", "Withheld"),
                        ],
                        default="waiting",
                        max_length=10,
                    ),
                ),
                (
                    "reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("no_phone", "This person has no phone; the message is in the inbox."),
                            ("opted_out", "This person asked for no such messages."),
                            ("expired", "It was too late to send it."),
                            ("by_hand", "Withheld by staff."),
                            ("taken_back", "What it said was taken back before it went out."),
                            ("receiver", "The provider says that the number is not right."),
                            ("text", "The provider refuses the text."),
                            ("credit", "The account at the provider is empty."),
                            ("account", "The provider refuses the account, its key, its line or its address."),
                            ("busy", "The provider was busy."),
                            ("unreachable", "The provider could not be reached."),
                            ("blocked", "The receiver's line is closed to advertising."),
                            ("not_delivered", "The phone was off or out of reach."),
                            ("cancelled", "The provider canceled it."),
                            ("no_answer", "The provider gave no answer after it had the message."),
                            ("garbled", "The provider's answer could not be understood."),
                            ("lost", "The worker stopped while it was being sent."),
                        ],
                        max_length=20,
                    ),
                ),
                ("parts", models.PositiveSmallIntegerField()),
                ("tries", models.PositiveSmallIntegerField(default=0)),
                ("provider", models.CharField(blank=True, max_length=30)),
                (
                    "reference",
                    models.PositiveBigIntegerField(default=meydan.messaging.models.new_reference, unique=True),
                ),
                ("provider_reference", models.CharField(blank=True, max_length=80)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("not_before", models.DateTimeField()),
                ("expires_at", models.DateTimeField(null=True)),
                ("tried_at", models.DateTimeField(null=True)),
                ("asked_at", models.DateTimeField(null=True)),
                ("sent_at", models.DateTimeField(null=True)),
                ("settled_at", models.DateTimeField(null=True)),
                ("read_at", models.DateTimeField(null=True)),
                (
                    "area",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="messages",
                        to="places.area",
                    ),
                ),
                (
                    "chat",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="messages",
                        to="messaging.chat",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="messages",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["state", "not_before"], name="message_next_to_send"),
                    models.Index(fields=["state", "tried_at"], name="message_without_receipt"),
                    models.Index(fields=["person", "-created_at"], name="message_inbox"),
                    models.Index(fields=["-created_at"], name="message_outbox"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("person__isnull", False), models.Q(("kind", "code"), _negated=True)),
                        fields=("template", "cause", "person"),
                        name="nobody_is_told_the_same_twice",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("chat__isnull", False), models.Q(("cause", ""), _negated=True)),
                        fields=("template", "cause", "chat"),
                        name="no_chat_is_told_the_same_twice",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(
                            models.Q(("sealed", ""), _negated=True), models.Q(("kind", "code"), _negated=True)
                        ),
                        fields=("template", "cause", "sealed"),
                        name="no_sealed_number_is_told_the_same_twice",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("sealed", ""),
                            models.Q(("chat__isnull", True), ("person__isnull", True), ("phone", "")),
                            _connector="OR",
                        ),
                        name="a_sealed_number_stands_beside_nobody",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="OptOut",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("code", "Sign-in code"),
                            ("reply", "Answer to what you wrote"),
                            ("service", "About something you take part in"),
                            ("reminder", "Reminder of what you take part in"),
                            ("news", "News"),
                        ],
                        max_length=10,
                    ),
                ),
                ("at", models.DateTimeField(auto_now_add=True)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="opt_outs",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("person", "kind"), name="opted_out_once_a_kind"),
                    models.CheckConstraint(
                        condition=models.Q(("kind", "code"), _negated=True), name="codes_cannot_be_opted_out_of"
                    ),
                ],
            },
        ),
    ]
