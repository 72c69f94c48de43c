"""How what is said becomes what stands, while the roll is held.

Exactly once: an entry that is there already is answered as it was. In order: two phones that said different things,
each without knowing of the other, are in conflict; the one said later stands, and both are kept for somebody to settle.
"""

from collections.abc import Sequence

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from meydan.attendance import ledger, queries, rules
from meydan.attendance.models import Entry, HeadCount, Mark, Roll
from meydan.attendance.rosters import Roster
from meydan.attendance.sayings import Saying
from meydan.base.refusal import Refusal
from meydan.calendar import actions as calendar
from meydan.calendar.models import Occasion
from meydan.participation import actions as participation
from meydan.people.models import Person

Standing = Mark | HeadCount


def hold(occasion: Occasion) -> Roll:
    """The roll, made where there is none yet, and nobody else's until this transaction ends."""
    Roll.objects.bulk_create([Roll(occasion=occasion)], ignore_conflicts=True)
    roll = Roll.objects.select_for_update().get(occasion=occasion)
    occasion.refresh_from_db(fields=["status"])
    return roll


class Hearing:
    """One roll, held; what is heard is written at the end, and the ledger told of it once."""

    def __init__(self, *, by: Person | None, occasion: Occasion, roster: Roster, keeper: bool) -> None:
        self.by, self.occasion, self.roster, self.keeper = by, occasion, roster, keeper
        self.roll = hold(occasion)
        self.now = timezone.now()
        marks = list(Mark.objects.filter(occasion=occasion).select_related("entry", "person"))
        self.by_person = {mark.person_id: mark for mark in marks if mark.person_id}
        self.by_walk_in = {mark.walk_in: mark for mark in marks if mark.walk_in}
        self.counts = {count.age_band: count for count in occasion.head_counts.select_related("entry")}
        self.expected = set(queries.expected([occasion])[occasion.pk])
        self.entries: list[Entry] = []
        self.changed: list[Standing] = []

    def hear(self, sayings: Sequence[Saying]) -> list[Entry]:
        """Entries in the order they were said in; those that had been heard before as they were answered then."""
        known = Entry.objects.in_bulk([saying.id for saying in sayings])
        if any(entry.occasion_id != self.occasion.pk for entry in known.values()):
            raise Refusal(_("This was said of another session."))
        self._look_up(sayings)
        for saying in sayings:
            if saying.id not in known:
                known[saying.id] = self._take(saying)
        return [known[saying.id] for saying in sayings]

    def _look_up(self, sayings: Sequence[Saying]) -> None:
        """What these sayings speak of: persons, walk-ins that turned out to be one, and what the phones had seen."""
        walk_ins = [saying.walk_in for saying in sayings if saying.walk_in]
        found = Entry.objects.filter(occasion=self.occasion, walk_in__in=walk_ins, person__isnull=False)
        self.aliases = dict(found.values_list("walk_in", "person")) if walk_ins else {}
        phones = [saying.phone for saying in sayings if saying.phone]
        self.phones = dict(Person.objects.filter(phone__in=phones).values_list("phone", "pk")) if phones else {}
        ids = {saying.person for saying in sayings} | set(self.aliases.values()) | set(self.phones.values())
        self.people = Person.objects.in_bulk([pk for pk in ids if pk])
        self.seen = {pk: entry.says for pk, entry in Entry.objects.in_bulk([s.seen for s in sayings if s.seen]).items()}

    def _take(self, saying: Saying) -> Entry:
        person_id = saying.person or self._person_behind(saying)
        by_id = self.by.pk if self.by else None
        entry = saying.entry(occasion_id=self.occasion.pk, by_id=by_id, person_id=person_id, now=self.now)
        self.entries.append(entry)
        self.seen[entry.pk] = entry.says  # for what follows in the same sending
        reason = rules.why_not(
            roll=self.roll, occasion=self.occasion, said_at=entry.said_at, now=self.now, keeper=self.keeper
        )
        stands = self._standing(entry)
        known = entry.walk_in is None and person_id in self.expected
        if entry.kind == Entry.Kind.MARK and stands is None and not known:
            reason = reason or Entry.Reason.NOT_EXPECTED
        if reason:
            entry.outcome, entry.reason = Entry.Outcome.REFUSED, reason
            return entry
        before = stands.entry if stands else None
        if before is not None and not saying.at_desk and self._contradicts(entry, before):
            entry.outcome, entry.against = Entry.Outcome.CONFLICT, before
            if entry.said_at < before.said_at:
                return entry
        elif stands and stands.says == entry.says:
            return entry  # said already
        elif stands and before and before.device and before.device == entry.device and entry.said_at < before.said_at:
            return entry  # an older word of the same phone, come late
        self._let_stand(entry, stands)
        return entry

    def _person_behind(self, saying: Saying) -> int | None:
        """Of a walk-in: whose phone it is, if anybody's; whoever added them learns nothing of it."""
        if saying.walk_in in self.aliases:
            return self.aliases[saying.walk_in]
        found = self.phones.get(saying.phone) if saying.phone else None
        if found and saying.walk_in:
            self.aliases[saying.walk_in] = found
        return found

    def _standing(self, entry: Entry) -> Standing | None:
        if entry.kind == Entry.Kind.COUNT:
            return self.counts.get(entry.age_band)
        mark = self.by_person.get(entry.person_id) if entry.person_id else None
        return mark or (self.by_walk_in.get(entry.walk_in) if entry.walk_in else None)

    def _contradicts(self, entry: Entry, before: Entry) -> bool:
        same_phone = entry.device is not None and entry.device == before.device
        if same_phone or entry.says == before.says or entry.seen == before.pk:
            return False
        return entry.seen is None or self.seen.get(entry.seen) != before.says

    def _let_stand(self, entry: Entry, stands: Standing | None) -> None:
        if entry.kind == Entry.Kind.COUNT:
            row: Standing = stands or HeadCount(occasion=self.occasion, age_band=entry.age_band)
            assert isinstance(row, HeadCount)
            row.women, row.men, row.total = entry.women, entry.men, entry.total
            self.counts[entry.age_band] = row
        else:
            row = stands or Mark(occasion=self.occasion, walk_in=entry.walk_in)
            assert isinstance(row, Mark)
            if stands is None:
                row.person = self.people.get(entry.person_id) if entry.person_id else None
                row.name, row.sex, row.age_band = entry.name, entry.sex, entry.age_band
            row.state, row.evidence = entry.state, entry.evidence
            if row.person_id:
                self.by_person[row.person_id] = row
            if row.walk_in:
                self.by_walk_in[row.walk_in] = row
        row.entry, row.by, row.at = entry, self.by, entry.said_at
        if not any(row is one for one in self.changed):
            self.changed.append(row)

    def keep(self) -> None:
        """Write what was heard. Nothing was, where everything had been heard before."""
        if not self.entries:
            return
        try:
            with transaction.atomic():
                Entry.objects.bulk_create(self.entries)
        except IntegrityError:
            raise Refusal(_("This was said of another session.")) from None
        marks = [row for row in self.changed if isinstance(row, Mark)]
        counts = [row for row in self.changed if isinstance(row, HeadCount)]
        for row in self.changed:
            row.entry_id = row.entry.pk if row.entry else None
        Mark.objects.bulk_create([mark for mark in marks if mark.pk is None])
        Mark.objects.bulk_update([mark for mark in marks if mark.pk], ["state", "evidence", "entry", "by", "at"])
        HeadCount.objects.bulk_create([count for count in counts if count.pk is None])
        HeadCount.objects.bulk_update(
            [count for count in counts if count.pk], ["women", "men", "total", "entry", "by", "at"]
        )
        self._tell_the_ledger(marks, counts)
        if self.changed and self.occasion.status == Occasion.Status.ANNOUNCED:
            # Whoever calls the roll says thereby that the session took place.
            calendar.mark_held(by=self.by, occasion=self.occasion)

    def _tell_the_ledger(self, marks: list[Mark], counts: list[HeadCount]) -> None:
        about = {
            "roster": self.roster,
            "activity": self.roster.activity_of(self.occasion) if self.changed else 0,
            "occasion": self.occasion,
        }
        drafts = [ledger.of_mark(mark, **about) for mark in marks if mark.came]  # type: ignore[arg-type]
        drafts += [ledger.of_head_count(count, **about) for count in counts if count.total]  # type: ignore[arg-type]
        away: list[Standing] = [mark for mark in marks if not mark.came]
        away += [count for count in counts if not count.total]
        if drafts:
            participation.record_many(by=self.by, drafts=drafts)
        if away:
            participation.withdraw_many(by=self.by, door=self.roster.door, subjects=away)


def told(hearing: Hearing) -> dict[str, int]:
    """How much was heard, for the journal."""
    outcomes = [entry.outcome for entry in hearing.entries]
    return {
        "entries": len(outcomes),
        "changed": len(hearing.changed),
        "conflicts": outcomes.count(Entry.Outcome.CONFLICT),
        "refused": outcomes.count(Entry.Outcome.REFUSED),
    }
