"""What the scripts of the roll say, in the reader's language. `{n}` is a number."""

from django.utils.translation import gettext as _


def words() -> dict[str, str]:
    return {
        "waiting": _("On this phone, waiting for the network: {n}"),
        "sending": _("Sending: {n}"),
        "sign_in": _("Sign in to send what is on this phone: {n}"),
        "no_right": _("This account may not send what is on this phone: {n}"),
        "other_account": _("Made by another account, which has to sign in to send them: {n}"),
        "all_sent": _("Everything was sent."),
        "refused": _("Not taken over"),
        "gone": _("This session is no longer among yours."),
        "understood": _("Understood"),
        "came": _("{n} came"),
        "absent": _("{n} absent"),
        "not_marked": _("{n} not marked"),
        "along": _("Rolls on this phone: {n}"),
        "not_along": _("This roll is not on this phone. Open it once with network, or take the day's rolls along."),
        "nothing_along": _("There is no roll on this phone. Take the day's rolls along while there is network."),
        "added": _("{name} was added to the roll."),
        "walk_in": _("Walk-in"),
        "name_missing": _("Write the name."),
        "counted": _("Counted: {n}"),
        "found": _("{name} is here."),
        "wrong_ticket": _("This ticket is not good for this session. Look for the name in the list."),
        "no_camera": _("The camera did not open. Type the code of the ticket."),
        "less": _("One less"),
        "more": _("One more"),
        "five_more": _("Five more"),
        "stored_until": _("Kept on this phone until it is sent, for three days at most."),
    }
