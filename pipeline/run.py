"""The conductor: crawl, build, publish, in this order, one run at a time. Knows every stage."""

import fcntl
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from importlib.metadata import version
from pathlib import Path

import msgspec

from pipeline.announcing import announces
from pipeline.build import Built, build
from pipeline.edition import edition, edition_mark
from pipeline.forget import forget
from pipeline.judgements import Judgements
from pipeline.places.geocoder import Ask
from pipeline.store import Store, opened
from schemas.dataset import Publisher
from schemas.errors import SourceError, StoreError
from schemas.health import Health, Outcome, Problem
from schemas.record import Record
from schemas.source import Source
from schemas.staged import StagedSource, decode, staged_path

_LAST_RELEASE = "published.json"

Progress = Callable[[str, int, int], None]
"""Told the stage, how much of it is done, and how much there is."""


@dataclass(frozen=True)
class World:
    """What a run works with. `delay_s` and `allow_loopback` are for test worlds.

    `contact_url` tells organisers who visits them, and is where the `publisher` of the dataset is reached; `base_url`
    is where `var/public` is served; `accepted` names the sources that may lose more than half of their listings, by the
    word of a person; `judgements` is what else persons said. `geocoder` is where the service stands that is asked for
    new addresses; None: nobody is asked.
    """

    var: Path
    now: datetime
    sources: tuple[Source, ...] = ()
    replay: Path | None = None
    delay_s: float = 1.0
    contact_url: str | None = None
    base_url: str | None = None
    publisher: str | None = None
    allow_loopback: bool = False
    geocoder: str | None = None
    accepted: frozenset[str] = frozenset()
    judgements: Judgements = field(default_factory=Judgements)
    progress: Progress = field(default=lambda _stage, _done, _all: None)

    @property
    def database(self) -> Path:
        return self.var / "bruggen.duckdb"


class RunReport(Record):
    """What a run did, for people and programs. `changes`: activities per intent; `release` None: nothing changed.

    `idle_judgements`: those that name a listing or activity that nobody knows, and change nothing.
    """

    run_id: str
    sources: int
    failed: tuple[Health, ...]
    changes: dict[str, int]
    activities: int
    occurrences: int
    release: str | None
    left_out: tuple[Problem, ...] = ()
    idle_judgements: tuple[str, ...] = ()
    truncated: dict[str, str] = {}  # noqa: RUF012 msgspec copies it


class LastRelease(Record):
    """What the last release was made of: `mark` tells whether the database says anything else by now."""

    mark: str
    release: str
    activities: int
    occurrences: int
    left_out: tuple[Problem, ...] = ()
    overruled: tuple[str, ...] = ()


def run(world: World) -> RunReport:
    """Crawl the sources of `world`, build, publish. Raises SourceError, StoreError, RefusedRelease."""
    with only_run(world.var):
        run_id = new_run_id(world)
        crawl_stage(world, run_id)
        with opened(world.database) as store:
            built = build_stage(world, store, run_id)
            published = _publish_if_changed(world, store, run_id)
        _prune(world)
        return _report(world, run_id, built, published)


def crawl_stage(world: World, run_id: str) -> tuple[Health, ...]:
    """Visit the sources and stage what they say."""
    from spiders.crawl import Politeness, crawl  # noqa: PLC0415 Scrapy takes half a second to import

    done: list[Health] = []

    def told(health: Health) -> None:
        done.append(health)
        world.progress("crawl", len(done), len(world.sources))

    politeness = Politeness(delay_s=world.delay_s, allow_loopback=world.allow_loopback, may_shrink=world.accepted)
    if world.contact_url:
        politeness = msgspec.structs.replace(politeness, contact_url=world.contact_url)
    return crawl(
        world.sources,
        var=world.var,
        run_id=run_id,
        now=world.now,
        politeness=politeness,
        replay=world.replay,
        progress=told,
        announces=announces,
    )


def _prune(world: World) -> None:
    from spiders.crawl import prune_archive  # noqa: PLC0415 see crawl_stage

    if world.replay is None:
        prune_archive(world.var, world.now)


def _publish_if_changed(world: World, store: Store, run_id: str) -> tuple[LastRelease, str | None]:
    last = last_release(world.var)
    if last and last.mark == _mark(world, store):
        return last, None
    return publish_stage(world, store, run_id)


def _mark(world: World, store: Store) -> str:
    """Equal as long as publishing would write the same bytes again."""
    written_by = f"{version('bruggen')} {world.base_url or ''} {world.publisher or ''} {world.contact_url or ''}"
    return f"{written_by} {edition_mark(store, as_of=world.now.date())}"


def last_release(var: Path) -> LastRelease | None:
    """What was published last, as long as that is what is visible, undamaged."""
    from output.whole import is_whole  # noqa: PLC0415 whoever only crawls needs none of it

    try:
        last = msgspec.json.decode((var / _LAST_RELEASE).read_bytes(), type=LastRelease)
    except (FileNotFoundError, msgspec.MsgspecError):
        return None
    visible = (var / "public").resolve()
    return last if visible == (var / "releases" / last.release).resolve() and is_whole(visible) else None


def build_stage(world: World, store: Store, run_id: str) -> Built:
    return build(
        store,
        staged(world.var),
        run_id=run_id,
        now=world.now,
        accepted=world.accepted,
        geocode=_geocode(world.geocoder) if world.geocoder else None,
        judgements=world.judgements,
        progress=lambda done, all_of_them: world.progress("build", done, all_of_them),
    )


def _geocode(base_url: str) -> Ask:
    from pipeline.places.fetching import Locatieserver  # noqa: PLC0415 httpx is not needed in most runs

    return Locatieserver(base_url)


def publish_stage(world: World, store: Store, run_id: str) -> tuple[LastRelease, str | None]:
    """The edition as it is in the database now, published; and the name of the release, where a byte changed."""
    from output.release import publish  # noqa: PLC0415 a night without change needs no templates

    published = publish(
        edition(store, as_of=world.now.date()),
        var=world.var,
        run_id=run_id,
        accept=bool(world.accepted),
        base_url=world.base_url,
        publisher=Publisher(name=world.publisher or "Bruggen", url=world.contact_url),
    )
    last = LastRelease(
        mark=_mark(world, store),
        release=(world.var / "public").resolve().name,
        activities=published.activities,
        occurrences=published.occurrences,
        left_out=published.left_out,
        overruled=published.overruled,
    )
    (world.var / _LAST_RELEASE).write_bytes(msgspec.json.encode(last))
    return last, published.directory.name if published.directory else None


def staged(var: Path) -> Iterator[StagedSource]:
    """Every staged source, in the order of their ids; a file that cannot be decoded is left for the next crawl."""
    for path in sorted((var / "staged").glob("*.json")):
        try:
            yield decode(path.read_bytes())
        except msgspec.MsgspecError:
            continue


@contextmanager
def only_run(var: Path) -> Iterator[None]:
    """The only run on `var`; the lock goes when the process goes, however it ends. Raises StoreError when taken."""
    var.mkdir(parents=True, exist_ok=True)
    with (var / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise StoreError(f"{var}: another run is at work here; wait for it to end") from error
        yield


def new_run_id(world: World) -> str:
    """The moment of the run, and a number when it is not the first at that moment."""
    stamp = f"{world.now:%Y%m%dT%H%M%SZ}"
    taken = {path.name.split(".")[0] for folder in ("archive", "releases") for path in (world.var / folder).glob("*")}
    candidates = (stamp, *(f"{stamp}-{number}" for number in range(2, 1_000)))
    return next(candidate for candidate in candidates if candidate not in taken)


def forget_source(world: World, source_id: str) -> int:
    """Remove all that a source said; how many activities lose their last listing by it. Raises SourceError."""
    with opened(world.database) as store, store.transaction():
        gone = forget(store, source_id, run_id=new_run_id(world), now=world.now)
    staged_path(world.var, source_id).unlink(missing_ok=True)
    return gone


def _report(world: World, run_id: str, built: Built, published: tuple[LastRelease, str | None]) -> RunReport:
    last, release = published
    visited = {source.id for source in world.sources}
    return RunReport(
        run_id=run_id,
        sources=len(world.sources),
        failed=tuple(h for h in built.health if h.outcome is Outcome.FAILED and h.source_id in visited),
        changes={intent.value: count for intent, count in sorted(built.intents.items())},
        activities=last.activities,
        occurrences=last.occurrences,
        release=release,
        left_out=last.left_out,
        idle_judgements=built.idle_judgements,
        truncated=built.truncated,
    )


def chosen(sources: Sequence[Source], ids: Collection[str]) -> tuple[Source, ...]:
    """The sources of those ids, all when there are none. Raises SourceError for an id that is not declared."""
    if unknown := sorted(set(ids) - {source.id for source in sources}):
        raise SourceError(f"no source file declares {', '.join(unknown)}")
    return tuple(source for source in sources if not ids or source.id in ids)
