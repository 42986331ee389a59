"""How titles of one activity differ: each change alters a draft and answers whether it could."""

from collections.abc import Callable
from random import Random

from tests.truth.activities import titled
from tests.truth.draft import Draft, in_english
from tests.truth.printed_time import DAYS_SHORT, MONTHS_SHORT
from tests.truth.when import TODAY
from tests.truth.words import KINDS

Change = Callable[[Random, Draft], bool]


def _set_core(draft: Draft, core: str) -> bool:
    """Give the draft another title; False when that is the one it had."""
    changed = core != draft.core
    draft.core = core
    return changed


def _spelling(rng: Random, draft: Draft) -> bool:
    kind = draft.activity.kind
    return _set_core(draft, draft.core.replace(kind.word, rng.choice(kind.spellings), 1))


def _other_name(rng: Random, draft: Draft) -> bool:
    name = rng.choice(draft.activity.kind.others)
    return _set_core(draft, titled(name, draft.activity.tail, ""))


def _english(rng: Random, draft: Draft) -> bool:
    in_english(rng, draft)
    return True


def _name_left_out(_rng: Random, draft: Draft) -> bool:
    return _set_core(draft, draft.activity.word)


def _typo(rng: Random, draft: Draft) -> bool:
    """Two letters changed places, one left out, or one twice, in the longest word but not at its start."""
    word = max(draft.core.split(), key=len)
    if len(word) < 6:
        return False
    at = rng.randrange(2, len(word) - 1)
    kind = rng.randrange(3)
    typo = {0: word[: at - 1] + word[at] + word[at - 1] + word[at + 1 :], 1: word[:at] + word[at + 1 :]}
    return _set_core(draft, draft.core.replace(word, typo.get(kind, word[:at] + word[at] + word[at:]), 1))


def _word_order(rng: Random, draft: Draft) -> bool:
    tail = draft.activity.tail
    if not tail:
        return False
    form = rng.choice(("{tail}: {word}", "{tail} - {word}", "{tail} {word}"))
    return _set_core(draft, form.format(tail=tail[0].upper() + tail[1:], word=draft.activity.word))


def _abbreviated(_rng: Random, draft: Draft) -> bool:
    core = draft.core
    for long, short in KINDS.abbreviations:
        core = core.replace(long, short)
    return _set_core(draft, core)


def _added(front: tuple[str, ...], back: tuple[str, ...]) -> Change:
    """A change that puts one of `front` before or one of `back` after a title that has no mark."""

    def change(rng: Random, draft: Draft) -> bool:
        if draft.activity.mark or draft.activity.venue is None:
            return False
        where, text = rng.choice([("front", one) for one in front] + [("back", one) for one in back])
        setattr(draft, where, text.format(**_fillings(draft)))
        return True

    return change


def _date_added(rng: Random, draft: Draft) -> bool:
    """The next day in the title; not where each evening stands alone under the same title."""
    if draft.form == "evenings" and draft.when.run != "single":
        return False
    return _added(("{date}: ",), (" {date}", " ({date})"))(rng, draft)


def _fillings(draft: Draft) -> dict[str, str]:
    activity = draft.activity
    day = next(activity.when.days(TODAY), activity.when.first)
    return {
        "venue": activity.venue.names[0] if activity.venue else "online",
        "town": activity.town.name,
        "organisation": activity.organisation.names[0],
        "date": f"{DAYS_SHORT[day.weekday()]} {day.day} {MONTHS_SHORT[day.month - 1]}",
    }


TITLE_CHANGES: dict[str, Change] = {
    "title_spelling": _spelling,
    "title_other_name": _other_name,
    "title_english": _english,
    "title_place_added": _added((), (" in {venue}", " - {town}", " ({venue})", " @ {venue}")),
    "title_organiser_added": _added(("{organisation}: ",), (" | {organisation}", " – {organisation}")),
    "title_free_added": _added(("GRATIS: ", "Gratis "), (" - GRATIS", " (gratis)", " - gratis toegang!")),
    "title_date_added": _date_added,
    "title_level_added": _added((), (" (alle niveaus)", " - voor iedereen", " (nieuw!)", " - inloop")),
    "title_typo": _typo,
    "title_word_order": _word_order,
    "title_abbreviated": _abbreviated,
    "title_name_left_out": _name_left_out,
}
