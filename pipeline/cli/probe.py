"""`bruggen probe`: what can be read on a site."""

import click
import msgspec

from pipeline.cli import options
from pipeline.cli.options import Look
from pipeline.cli.probing import ProbeReport, Sample, looked_through, report_of
from schemas.health import ADVICE
from schemas.schedule import Status
from spiders.browser import missing


@click.command(epilog="Example: bruggen probe https://www.taalcafe-lombok.example/")
@options.look
@options.as_json
def probe(look: Look, *, as_json: bool) -> None:
    """Look through the website at URL: what can be read there, and the source file for it.

    Asks at most fourteen pages and what the site says to machines, one after another; stores nothing. Exit code 1:
    nothing was found that is still to come.
    """
    seen, seconds = looked_through(look)
    report = report_of(seen, now=look.now, seconds=seconds)
    if as_json:
        click.echo(msgspec.json.encode(report))
    else:
        tell(report)
    raise click.exceptions.Exit(0 if report.samples else 1)


def tell(report: ProbeReport) -> None:
    """The report for people."""
    click.echo(f"{report.url}: {report.pages} pages in {report.seconds:.1f} s")
    if report.failure:
        click.echo(f"  not to be had: {report.trouble}\n  {ADVICE[report.failure]}", err=True)
        return
    for line in (*_fact_lines(report), *_rung_lines(report), *_sample_lines(report), *_proposal_lines(report)):
        click.echo(line)


def _fact_lines(report: ProbeReport) -> list[str]:
    facts = report.facts
    robots = (
        "lets us in" if facts.has_robots and facts.allows_homepage else "keeps us out" if facts.has_robots else "none"
    )
    delay = f", asks for {facts.crawl_delay_s:g} s between requests" if facts.crawl_delay_s else ""
    said = [
        f"  robots.txt: {robots}{delay}",
        f"  text and data mining: {facts.tdm_reservation or 'nothing is reserved'}",
    ]
    said += [f"  robots element: {facts.robots_meta}"] if facts.robots_meta else []
    return said + ([f"  made with {', '.join(report.platforms)}"] if report.platforms else [])


def _rung_lines(report: ProbeReport) -> list[str]:
    lines = ["", "looked at"]
    for rung in report.rungs:
        reader = rung.reader or ("an empty shell: needs a browser" if rung.needs_browser else "nothing read")
        counts = f"{rung.announced} of {rung.listings} listings" + (f", {rung.links} links" if rung.links else "")
        lines.append(f"  {reader:<18} {counts:<26} {rung.url}  ({rung.why})")
    return lines + [f"  in vain            {miss.what}  ({miss.why})" for miss in report.missed]


def _sample_lines(report: ProbeReport) -> list[str]:
    lines = ["", "what is on"]
    lines += [_sample_line(one) for one in report.samples] or ["  nothing that is still to come"]
    if report.unread:
        lines += ["", "not to come, or no time that can be read"]
        lines += [f"  {one.title}" + (f": {one.when_text!r}" if one.when_text else "") for one in report.unread]
    return lines


def _proposal_lines(report: ProbeReport) -> list[str]:
    proposed = report.proposal
    lines = ["", f"proposed source file {proposed.path}", ""]
    lines += [f"    {line}" for line in proposed.text.splitlines()]
    if proposed.browser and (trouble := missing()):
        lines += ["", f"the site is an empty shell that only a browser can fill in, and {trouble}"]
    lines += ["", f"quality {proposed.quality} of 100"]
    return lines + [f"  {part.points:>3} of {part.most:<3} {part.what}" for part in proposed.parts]


def _sample_line(one: Sample) -> str:
    until = f"–{one.next_end[11:16]}" if one.next_end and "T" in one.next_end else ""
    when = one.next_start[:16].replace("T", " ") + until
    status = f"({one.status})" if one.status not in {None, Status.SCHEDULED} else None
    where = f"@ {one.place}" if one.place else None
    return "  ".join(filter(None, (f"  {when:<22}", one.title, status, where, one.rrule)))
