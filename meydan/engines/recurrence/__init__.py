"""What repeats in the Jalali calendar: RFC 5545 rules with RFC 7529's RSCALE=PERSIAN.

rule = parse_rule("RSCALE=PERSIAN;FREQ=WEEKLY;BYDAY=SA,TU;UNTIL=20260621")
expand(rule, start)      # the dates
describe(rule, "fa")     # «هر شنبه و سه‌شنبه تا ۳۱ خرداد ۱۴۰۵»
"""

from meydan.engines.recurrence.days import expand
from meydan.engines.recurrence.rule import Frequency, NthWeekday, Rule, Skip, WrongRule, parse_rule, to_text
from meydan.engines.recurrence.words import describe

__all__ = ["Frequency", "NthWeekday", "Rule", "Skip", "WrongRule", "describe", "expand", "parse_rule", "to_text"]
