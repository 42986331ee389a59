"""Writing all feeds of 100,000 activities, against icalendar; and again after a change.

Method: 100,000 activities (every second one weekly) of 5,000 organisations in 250 municipalities, with districts,
neighbourhoods, categories, audiences and languages, so that each is in eleven feeds; both profiles of every feed.
Ours makes and checks the texts, composes, reads back and writes every file into a draft, and brings it all to disk.
icalendar builds each event once, puts it into every feed that it belongs to, serialises each calendar of both profiles
and writes it, without any check; measured for one municipality in 50, times 50.
After a change: one organisation in a hundred renames all its activities, and the feeds are written beside the release,
everything from the loading of the memory on; a figure is its time as a share of that of writing all.
The whole of `publish`, with dataset and pages, is measured on 20,000 of the activities. Beside it stands how much of
what is published differs after the change: a file with one other record is another file.
"""

import json
import shutil
import sys
import tempfile
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from time import perf_counter

import icalendar
import msgspec

from benchmarks.write_feed import icalendar_events, offer
from output.draft import Draft
from output.event_texts import event_texts
from output.feeds import ALL, Feed, feeds
from output.feeds.names import Areas
from output.feeds.shelf import Shelf, municipality_codes
from output.feeds.subscribed import Subscribed
from output.release import publish, without_collecting
from output.release_files import write_lists
from output.remembered import Memory, remember, remembered
from output.selection import Offer
from schemas.activity import Organisation
from schemas.change import Edition
from schemas.schedule import Schedule
from schemas.vocabulary import Audience, Category

ACTIVITIES = 100_000
FOR_PUBLISH = 20_000
OF_ORGANISATION = 20
ORGANISATIONS_OF_MUNICIPALITY = 20
SAMPLE = 50
AS_OF = date(2026, 11, 24)


def offers(count: int, *, changed: bool = False) -> tuple[Offer, ...]:
    """The same activities for the same count; `changed`: those of one organisation in a hundred bear another title."""
    return tuple(
        _offer(number, "Praatcafé" if changed and _organisation(number) % 100 == 7 else "Taalcafé")
        for number in range(count)
    )


def _organisation(number: int) -> int:
    return number // OF_ORGANISATION


def _offer(number: int, title: str) -> Offer:
    plain = offer(number, title=title)
    organisation = _organisation(number)
    town = f"gemeente-{organisation // ORGANISATIONS_OF_MUNICIPALITY:03}"
    district = f"WK{organisation // ORGANISATIONS_OF_MUNICIPALITY:04}{organisation % 8:02}"
    activity = msgspec.structs.replace(
        plain.activity,
        organisation=Organisation(id=f"nl.{town}.club-{organisation}", name=f"Club {organisation}", municipality=town),
        category=list(Category)[number % len(Category)],
        audience=(Audience.EVERYONE, list(Audience)[1 + number % 8]),
        languages=("nl", "ar" if number % 3 else "uk"),
        place=plain.activity.place
        and msgspec.structs.replace(
            plain.activity.place,
            gm_code=f"GM{district[2:6]}",
            wk_code=district,
            bu_code=f"BU{district[2:]}{number % 4:02}",
        ),
    )
    return Offer(activity, plain.occurrences)


def edition(chosen: Sequence[Offer]) -> Edition:
    return Edition(
        as_of=AS_OF.isoformat(),
        activities=tuple(one.activity for one in chosen),
        occurrences=tuple(occurrence for one in chosen for occurrence in one.occurrences),
        organisations=(),
        sources=(),
    )


def ours(chosen: Sequence[Offer], var: Path, run_id: str) -> float:
    """Seconds for all feeds of a release, the switch left out; what was made last is taken from disk."""
    begin = perf_counter()
    visible = var / "releases" / "first" if (var / "releases" / "first").exists() else None
    memory = remembered(var, visible)
    draft = Draft(var / "releases" / run_id, visible)
    texts = event_texts(chosen, as_of=AS_OF, known=memory.texts)
    by_id = {one.activity.id: one for one in chosen}
    shelf = Shelf(
        draft=draft,
        subscribed=Subscribed(visible, edition(()), published=by_id),
        offers=by_id,
        texts=texts,
        as_of=AS_OF,
        accept=False,
        base_url=None,
        before=memory.feeds,
        areas=Areas(codes=municipality_codes(chosen)),
    )
    shelf.add_all()
    if shelf.refusals or shelf.held:
        raise SystemExit(f"not as expected: {shelf.refusals[:3]} {shelf.held[:3]}")
    write_lists(shelf, draft, AS_OF)
    draft.settle()
    remember(var, Memory(texts, shelf.marks), release=run_id)
    return perf_counter() - begin


def theirs(chosen: Sequence[Offer], folder: Path) -> float:
    """Seconds for the feeds of one municipality in `SAMPLE`, times that."""
    towns = sorted({one.activity.organisation.municipality for one in chosen})[::SAMPLE]
    sample = [one for one in chosen if one.activity.organisation.municipality in towns]
    texts = event_texts(sample, as_of=AS_OF, known={})
    wanted = [feed for feed in feeds(sample, texts) if feed.stem != ALL]
    share = len({one.activity.organisation.municipality for one in chosen}) / len(towns)
    begin = perf_counter()
    by_rule = {one.activity.id: list(icalendar_events(one)) for one in sample}
    simple = {one.activity.id: list(icalendar_events(_without_rule(one))) for one in sample}
    for feed in wanted:
        _write(feed, by_rule, folder / f"{feed.stem}.ics")
        _write(feed, simple, folder / f"{feed.stem}.simple.ics")
    return (perf_counter() - begin) * share


def _without_rule(one: Offer) -> Offer:
    """The one occurrence of an activity alone."""
    (slot,) = one.activity.schedule.slots
    schedule = Schedule(slots=(msgspec.structs.replace(slot, rrule=None),), tzid=one.activity.schedule.tzid)
    return Offer(msgspec.structs.replace(one.activity, schedule=schedule), one.occurrences)


def _write(feed: Feed, built: dict[str, list[icalendar.Event]], path: Path) -> None:
    calendar = icalendar.Calendar()
    for name, value in (("VERSION", "2.0"), ("PRODID", "-//Bruggen//Bruggen 1//NL"), ("X-WR-CALNAME", feed.title)):
        calendar.add(name, value)
    for activity_id in feed.activities:
        for event in built[activity_id]:
            calendar.add_component(event)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(calendar.to_ical())


WRITE = "write all feeds of 100,000 activities: times faster than icalendar"
AGAIN = "write them again after 1 % changed: share of writing all"
PUBLISH = "publish 20,000 activities after 1 % changed, dataset and pages too: share of publishing all"


def whole_publish(folder: Path) -> float:
    """The time of publishing after the change, as a share of that of publishing from nothing."""
    before, after = edition(offers(FOR_PUBLISH)), edition(offers(FOR_PUBLISH, changed=True))
    begin = perf_counter()
    publish(before, var=folder, run_id="first")
    first = perf_counter() - begin
    begin = perf_counter()
    done = publish(after, var=folder, run_id="second")
    again = perf_counter() - begin
    root = folder / "releases" / "second"
    share = _bytes(root / path for path in done.changed) / _bytes(path for path in root.rglob("*") if path.is_file())
    print(f"publish {first:.1f} s, again {again:.1f} s; {share:.0%} of the bytes differ", file=sys.stderr)
    return again / first


def _bytes(paths: Iterable[Path]) -> int:
    return sum(path.stat().st_size for path in paths)


def main() -> None:
    folder = Path(tempfile.mkdtemp(prefix="bruggen-bench-"))
    try:
        chosen = offers(ACTIVITIES)
        (folder / "releases").mkdir()
        foreign = theirs(chosen, folder / "theirs")
        with without_collecting():
            first = ours(chosen, folder, "first")
            chosen = offers(ACTIVITIES, changed=True)
            again = ours(chosen, folder, "second")
        print(f"icalendar {foreign:.0f} s, ours {first:.1f} s, after the change {again:.1f} s", file=sys.stderr)
        for name, ratio, aim in (
            (WRITE, foreign / first, 10.0),
            (AGAIN, again / first, 0.05),
            (PUBLISH, whole_publish(folder / "whole"), 0.05),
        ):
            figure = {"name": name, "ratio": round(ratio, 3), "aim": aim, "higher_is_better": name is WRITE}
            print(json.dumps(figure), flush=True)
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
