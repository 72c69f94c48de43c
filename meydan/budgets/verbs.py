from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

VERBS: dict[str, str | Promise] = {
    # review, joining, projects
    "budgets.answer_move": _("Said whether a support moves to a joined idea"),
    "budgets.answer_unit": _("Answered a unit about an idea"),
    "budgets.ask_author": _("Asked an idea’s author something"),
    "budgets.ask_to_move": _("Asked supporters of a joined idea"),
    "budgets.ask_whether_fixed": _("Asked an author whether a project is fixed"),
    "budgets.change_cost": _("Changed what an idea costs"),
    "budgets.decide": _("Decided whether an idea is feasible"),
    "budgets.decide_many": _("Decided on many ideas at once"),
    "budgets.drop_phrase": _("Removed a sentence for decisions"),
    "budgets.end_batch": _("Finished deciding on many ideas"),
    "budgets.forget_review": _("Took a person away from reviews and projects"),
    "budgets.gather_hearers": _("Gathered who hears of a project"),
    "budgets.give_to_unit": _("Gave an idea to a unit"),
    "budgets.join": _("Joined an idea with another"),
    "budgets.keep_phrase": _("Kept a sentence for decisions"),
    "budgets.part": _("Parted an idea from another"),
    "budgets.pass_idea_on": _("Passed an idea on to another unit"),
    "budgets.pass_project_on": _("Passed a project on to another unit"),
    "budgets.reopen_review": _("Had an idea looked at again"),
    "budgets.report": _("Reported on a project"),
    "budgets.sample_review": _("Made sample reviews and projects"),
    "budgets.say_whether_fixed": _("Said whether a project is fixed"),
    "budgets.take_back": _("Ended the ideas of a void ballot"),
    "budgets.take_over": _("Took over what the count chose"),
    "budgets.take_silence": _("Closed a project whose author was silent"),
    "budgets.tell_of_report": _("Told those concerned by a project"),
    "budgets.write_list": _("Wrote the list of projects"),
}
