"""Real calendar programs, subscribed to a release, good and damaged: python -m tests.judges.programs var/demo/public

    apt-get install thunderbird evolution-data-server gir1.2-ecal-2.0 python3-gi dbus

Takes some minutes, so it is no part of `make test`. What follows from what it prints stands in docs/clients.md.
"""

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


def calendars(release: Path) -> dict[str, bytes]:
    """By what they are: both forms, and the one by rule with something added or broken."""
    whole = (release / "feeds/all.ics").read_bytes()
    return {
        "by rule": whole,
        "simple": (release / "feeds/all.simple.ics").read_bytes(),
        **{f"with {name}": one.added(whole) for name, one in EXTENSIONS.items()},
        **{f"damaged: {name}": one.done(whole) for name, one in DAMAGES.items()},
        **{f"answered: {name}": whole for name in BAD_ANSWERS},
    }


def shown(look: Look, good: dict[str, bytes], window: tuple[str, str]) -> dict[str, list[int]]:
    """How many occurrences are shown of each; of those that answer badly, also then and after a good answer."""
    paths = {name: f"/{number}/feed.ics" for number, name in enumerate(good)}
    answers: dict[str, Answer] = {paths[name]: (200, feed) for name, feed in good.items()}
    with served(answers) as origin:
        urls = {origin + path: name for name, path in paths.items()}
        found = {urls[url]: [count] for url, count in look(list(urls), *window).items()}
        struck = {url: name for url, name in urls.items() if name.startswith("answered: ")}
        for bad in (True, False):
            for name in struck.values():
                answer = BAD_ANSWERS[name.removeprefix("answered: ")](good[name])
                answers[paths[name]] = answer if bad else (200, good[name])
            for url, count in look(list(struck), *window).items():
                found[struck[url]].append(count)
    return found


@click.command()
@click.argument("release", type=click.Path(exists=True, file_okay=False, path_type=Path))
def main(release: Path) -> None:
    """Print how many occurrences each program shows of each calendar."""
    first = datetime.now(AMSTERDAM).date()
    window = (f"{first:%Y%m%d}T000000Z", f"{first + timedelta(days=90):%Y%m%d}T000000Z")
    for title, program in PROGRAMS.items():
        with TemporaryDirectory(prefix="bruggen-") as folder, program(Path(folder)) as look:
            click.echo(f"{title}: occurrences shown in 90 days")
            for name, counts in shown(look, calendars(release), window).items():
                click.echo(f"  {' → '.join(map(str, counts)):>18}  {name}")


if __name__ == "__main__":
    main()
