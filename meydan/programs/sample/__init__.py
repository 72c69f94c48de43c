"""A sample city's programs: finished quarters of Qods, a month that is just over, courses that ended lately
with opinions and certificates, and the weeks to come.

Seeded. Nothing is typed into a report: it sums the rows made here.
"""

from meydan.programs.sample.afterwards import make_afterwards
from meydan.programs.sample.month import make_month
from meydan.programs.sample.present import make_present
from meydan.programs.sample.quarters import make_quarters

__all__ = ["make_afterwards", "make_month", "make_present", "make_quarters"]
