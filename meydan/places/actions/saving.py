"""Saving a row that the database may refuse, and saying so in a sentence."""

from collections.abc import Mapping

from django.db import IntegrityError, models, transaction

from meydan.base.refusal import Refusal


def save(row: models.Model, refusals: Mapping[str, Refusal]) -> None:
    """Save; a named unique constraint that does not hold raises its refusal and leaves the transaction usable."""
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:
        for name, refusal in refusals.items():
            if _names(row, name, str(error)):
                raise refusal from None
        raise


def _names(row: models.Model, constraint: str, error: str) -> bool:
    """PostgreSQL says the constraint's name; SQLite only its columns."""
    if constraint in error:
        return True
    told = row._meta  # noqa: SLF001 - Django's documented name for it
    found = next((each for each in told.constraints if each.name == constraint), None)
    if not isinstance(found, models.UniqueConstraint):
        return False
    columns = (
        f"{told.db_table}.{field.column}" for name in found.fields for field in told.fields if field.name == name
    )
    return f"failed: {', '.join(columns)}" in error
