from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

VERBS: dict[str, str | Promise] = {
    # stages
    "campaigns.add_place": _("Added a place to a stage"),
    "campaigns.call_council": _("Called the coordination council of a stage"),
    "campaigns.call_off": _("Called a stage of a campaign off"),
    "campaigns.change_history": _("Mended what is known of an early stage"),
    "campaigns.change_stage": _("Changed a stage of a campaign"),
    "campaigns.close_declaring": _("Closed what agencies declare for a stage"),
    "campaigns.enter_history": _("Entered an early stage of a campaign"),
    "campaigns.found": _("Founded a campaign"),
    "campaigns.make_host": _("Chose the host place of a stage"),
    "campaigns.open_declaring": _("Opened a stage to agencies"),
    "campaigns.open_stage": _("Opened the draft of a stage"),
    "campaigns.remove_place": _("Took a place out of a stage"),
    "campaigns.reopen_declaring": _("Opened a stage to agencies again"),
    "campaigns.set_concerns": _("Set the concerns of a stage"),
    "campaigns.set_slots": _("Set the times of a stage’s evenings"),
    "campaigns.set_spaces": _("Set the spaces of a stage’s place"),
    "campaigns.set_supplies": _("Set what is lent for a stage"),
    # promises
    "campaigns.answer": _("Said whether an agency takes part"),
    "campaigns.change_promise": _("Changed what an agency promised"),
    "campaigns.copy_promises": _("Copied an agency’s promises of an earlier stage"),
    "campaigns.invite": _("Invited an agency to a stage"),
    "campaigns.promise": _("Promised something for a stage"),
    "campaigns.say_delivery": _("Said what became of a promise"),
    "campaigns.tell": _("Sent an agency its invitation"),
    "campaigns.tell_all": _("Sent agencies their invitations"),
    "campaigns.uninvite": _("Took an invitation back"),
    "campaigns.withdraw_promise": _("Withdrew what an agency promised"),
    # planning
    # public
    "campaigns.add_session": _("Added a session to a published stage"),
    "campaigns.call_off_published": _("Called a published stage off"),
    "campaigns.cancel_session": _("Cancelled a session of a published stage"),
    "campaigns.end_stage": _("A stage was held"),
    "campaigns.forget_kept": _("Forgot which sessions somebody kept"),
    "campaigns.keep": _("Kept a session of a stage"),
    "campaigns.let_go": _("Let a session of a stage go"),
    "campaigns.move_session": _("Moved a session of a published stage"),
    "campaigns.print_again": _("Froze the times of a stage for print again"),
    "campaigns.publish": _("Published a stage of a campaign"),
    # evaluation
    "campaigns.add_cost": _("Wrote down what a stage cost"),
    "campaigns.change_cost": _("Changed a cost of a stage"),
    "campaigns.remove_cost": _("Removed a cost of a stage"),
}
