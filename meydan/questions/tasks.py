"""What is done after an action, by the worker."""

from django_tasks import task

from meydan.questions import actions, queries


@task()
def tell_moderators(edition: int) -> None:
    actions.tell_moderators(by=None, edition=queries.editions().get(pk=edition))


@task()
def tell_askers(edition: int, about: str) -> None:
    """In pieces, each of which is kept; begun again, nobody hears twice."""
    row = queries.editions().get(pk=edition)
    after: int | None = 0
    while after is not None:
        after = actions.tell_askers(by=None, edition=row, about=about, after=after)
