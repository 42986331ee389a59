"""The command line. With `pipeline/run.py` the only place that knows every stage."""

import sys
from typing import NoReturn

import click

from pipeline.cli.add import add
from pipeline.cli.answers import occurrences, read
from pipeline.cli.explain import explain
from pipeline.cli.facets import facets
from pipeline.cli.holidays import holidays
from pipeline.cli.judge import judge
from pipeline.cli.operate import demo, forget, serve, status
from pipeline.cli.places import places
from pipeline.cli.probe import probe
from pipeline.cli.stages import build, crawl, publish, run
from pipeline.cli.when import when
from schemas.errors import BruggenError, RefusedRelease

EXIT_CODES = (
    """Exit codes: 0 done, 1 done with failed sources (listed), 2 usage or configuration, 3 refused to publish."""
)


@click.group(
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog=EXIT_CODES,
)
@click.version_option(package_name="bruggen", prog_name="bruggen")
def bruggen() -> None:
    """Find the informal activities of a neighbourhood where small organisers announce them, and publish them."""


COMMANDS = (
    *(demo, run, crawl, build, publish, serve),
    *(probe, add, status, explain, judge, forget, places, holidays),
    *(when, facets, read, occurrences),
)
for command in COMMANDS:
    bruggen.add_command(command)


def main() -> NoReturn:
    """Run the command line; a trouble that has a name ends with one line and its exit code, never a traceback."""
    try:
        # Outside its standalone mode click returns the code of a raised Exit.
        sys.exit(bruggen.main(standalone_mode=False) or 0)
    except click.Abort:
        click.echo("stopped", err=True)
        sys.exit(130)
    except click.ClickException as trouble:
        trouble.show()
        sys.exit(trouble.exit_code)
    except RefusedRelease as trouble:
        click.echo(f"bruggen: not published: {trouble}", err=True)
        sys.exit(3)
    except BruggenError as trouble:
        click.echo(f"bruggen: {trouble}", err=True)
        sys.exit(2)
    except OSError as trouble:
        if trouble.filename is None:
            raise
        click.echo(f"bruggen: {trouble.filename}: {trouble.strerror}", err=True)
        sys.exit(2)
