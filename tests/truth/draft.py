"""What a source is about to print of an activity; variations change it before it becomes listings."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from schemas.place import Place
from tests.truth.activities import TrueActivity, titled
from tests.truth.towns import Outlet, Venue, slug
from tests.truth.when import TODAY, When
from tests.truth.words import PEOPLE


@dataclass
class Draft:
    """One printing in the making. `core` is the title without its mark; `kinds` are the variations it has.

    `when_form`: "" as the form of the source has it, else "early", "whole_day" or "daypart"; `has_end`: whether its
    end is printed. `number`: its number at the source, of which keys and addresses are made. `evenings`: how many are
    printed one by one; 0: it is one listing. `called_off` and `evenings_off` (by day): by its "status" or in its
    "title"; "": it is on.
    """

    activity: TrueActivity
    outlet: Outlet
    number: int
    form: str
    core: str
    front: str = ""
    back: str = ""
    organiser: str | None = None
    place: Place | None = None
    when: When = field(kw_only=True)
    when_form: str = ""
    has_end: bool = True
    page_date: date | None = None
    url: str = ""
    description: str | None = None
    is_english: bool = False
    kinds: list[str] = field(default_factory=list)
    evenings: int = 0
    is_shown: bool = True
    called_off: str = ""
    evenings_off: dict[date, str] = field(default_factory=dict)

    @property
    def title(self) -> str:
        return f"{self.front}{titled(self.core, '', self.activity.mark)}{self.back}"


_WORDLESS = {"biweekly", "dates"}
"""Prose has no words for them that everybody understands; a site of prose prints their evenings."""


def a_draft(rng: Random, activity: TrueActivity, outlet: Outlet) -> Draft:
    """`activity` as its own organisation would print it at `outlet`: all that its site does not take for granted."""
    form = "evenings" if outlet.form == "prose" and activity.when.run in _WORDLESS else outlet.form
    form = "rule" if form == "prose" and activity.when.run == "daily" and outlet.is_english else form
    agenda = outlet.source.url
    number = rng.randrange(10**5, 10**8)
    name = slug(titled(activity.word, activity.tail, activity.mark)) or "activiteit"
    return Draft(
        activity=activity,
        outlet=outlet,
        number=number,
        form=form,
        core=titled(activity.word, activity.tail, ""),
        organiser=activity.organisation.names[0] if outlet.is_aggregator or rng.random() < 0.5 else None,
        place=None if _is_at_home(rng, outlet) else a_place(rng, activity.venue, activity.room),
        when=activity.when,
        page_date=TODAY - timedelta(days=rng.randrange(50)) if form == "prose" else None,
        url=agenda if outlet.keys == "page" else f"{agenda}/{name}-{number}",
        description=" ".join(activity.sentences),
    )


def _is_at_home(rng: Random, outlet: Outlet) -> bool:
    """Whether the site leaves out the place, as its source has one venue for all; two in five of those do."""
    return outlet.source.place is not None and rng.random() < 0.4


def a_place(rng: Random, venue: Venue | None, room: str | None) -> Place | None:
    """The venue in full; every fifth time with coordinates."""
    if venue is None:
        return None
    at = (venue.lat, venue.lon) if rng.random() < 0.2 else (None, None)
    address = {"street": venue.street, "postcode": venue.postcode, "city": venue.city}
    return Place(name=venue.names[0], room=room, lat=at[0], lon=at[1], **address)


def in_english(rng: Random, draft: Draft) -> None:
    """The draft in English: its title where no mark forbids it, and its text."""
    draft.is_english = True
    if "title" not in draft.activity.needs:
        draft.core = titled(rng.choice(draft.activity.kind.english), draft.activity.tail_english, "")
    draft.description = " ".join(rng.sample(PEOPLE.english_sentences, 3))
