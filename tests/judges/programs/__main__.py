"""Real calendar programs, subscribed to a release, good and damaged: python -m tests.judges.programs var/demo/public

    apt-get install thunderbird evolution-data-server gir1.2-ecal-2.0 python3-gi dbus

Takes some minutes, so it is no part of `make test`. What follows from what it prints stands in docs/clients.md.
"""

import re
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from tests.judges.damages import DAMAGES
from tests.judges.extensions import EXTENSIONS
from tests.judges.programs.gnome import gnome
from tests.judges.programs.looks import Look
from tests.judges.programs.server import BAD_ANSWERS, Answer, served
from tests.judges.programs.thunderbird import thunderbird
from tests.output.readers import AMSTERDAM

PROGRAMS = {"Thunderbird": thunderbird, "GNOME": gnome}


Window = tuple[str, str]


def calendars(release: Path) -> dict[str, bytes]:
    """By what they are: both forms, and the one by rule with something added or broken."""
    whole = (release / "feeds/all.ics").read_bytes()
    return {
        "by rule": whole,
        "simple": (release / "feeds/all.simple.ics").read_bytes(),
        **{f"with {name}": one.added(whole) for name, one in EXTENSIONS.items()},
        **{f"damaged: {name}": one.done(whole) for name, one in DAMAGES.items()},
    }


def shown(look: Look, feeds: dict[str, bytes], window: Window) -> dict[str, int]:
    """How many occurrences are shown of each calendar."""
    paths = {f"/{number}/feed.ics": name for number, name in enumerate(feeds)}
    with served({path: (200, feeds[name]) for path, name in paths.items()}) as origin:
        counts = look([origin + path for path in paths], *window)
        return {name: counts[origin + path] for path, name in paths.items()}


def shown_after(look: Look, whole: bytes, window: Window) -> dict[str, list[int]]:
    """How many are shown at first, after a bad answer, after the good calendar again, and after it lost an event."""
    good: tuple[Answer, Answer] = ((200, whole), (200, whole.replace(_last_single(whole), b"")))
    paths = {f"/{number}/bad.ics": name for number, name in enumerate(BAD_ANSWERS)}
    answers, found = dict[str, Answer](), dict[str, list[int]]()
    with served(answers) as origin:
        for answer in (good[0], None, *good):
            answers.update({path: answer or BAD_ANSWERS[name](whole) for path, name in paths.items()})
            for url, count in look([origin + path for path in paths], *window).items():
                found.setdefault(paths[url.removeprefix(origin)], []).append(count)
    return found


def _last_single(whole: bytes) -> bytes:
    """Of the events that happen once, the last."""
    events: list[bytes] = re.findall(rb"BEGIN:VEVENT.*?END:VEVENT\r\n", whole, flags=re.DOTALL)
    starts = {event: re.findall(rb"DTSTART[^:]*:(\d+)", event) for event in events}
    return max((one for one in events if b"RRULE" not in one and b"RECURRENCE-ID" not in one), key=starts.__getitem__)


@click.command()
@click.argument("release", type=click.Path(exists=True, file_okay=False, path_type=Path))
def main(release: Path) -> None:
    """Print how many occurrences each program shows of each calendar."""
    first = datetime.now(AMSTERDAM).date()
    window = (f"{first:%Y%m%d}T000000Z", f"{first + timedelta(days=90):%Y%m%d}T000000Z")
    feeds = calendars(release)
    for title, program in PROGRAMS.items():
        with TemporaryDirectory(prefix="bruggen-") as folder, program(Path(folder)) as look:
            click.echo(f"{title}: occurrences shown in 90 days")
            for name, count in shown(look, feeds, window).items():
                click.echo(f"  {count:24}  {name}")
            for name, counts in shown_after(look, feeds["by rule"], window).items():
                click.echo(f"  {' → '.join(map(str, counts)):>24}  answered: {name}")


if __name__ == "__main__":
    main()
