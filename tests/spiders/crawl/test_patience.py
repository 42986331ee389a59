"""A host that asks not to be visited before a moment is not visited before it, in whatever run."""

from datetime import timedelta
from typing import Any

import pytest
from scrapy.http import Response

from schemas.health import Failure, Outcome
from spiders.crawl.patience import wait_asked_for

DATE = "Thu, 26 Nov 2026 06:00:00 GMT"
CASES = (
    ("120", 120.0),
    ("0", 0.0),
    ("Thu, 26 Nov 2026 06:01:00 GMT", 60.0),
    ("Thursday, 26-Nov-26 06:01:00 GMT", 60.0),
    ("Thu, 26 Nov 2026 05:00:00 GMT", 0.0),
    ("-5", None),
    ("1.5", None),
    ("soon", None),
    ("", None),
    ("٣", None),
    ("Thu, 26 Nov 99999999999 06:01:00 GMT", None),
)


@pytest.mark.parametrize(("asked", "wait_s"), CASES)
def test_retry_after_is_seconds_or_a_date(asked: str, wait_s: float | None) -> None:
    headers = {"Retry-After": asked.encode("utf-8"), "Date": DATE}
    assert wait_asked_for(Response("https://debrug.example/", status=503, headers=headers)) == wait_s


@pytest.mark.parametrize(
    ("status", "after", "failure"),
    [(429, "7200", Failure.CLIENT_ERROR), (503, "Tue, 24 Nov 2026 08:00:00 GMT", Failure.SERVER_ERROR)],
)
def test_the_next_run_does_not_come_before_the_moment_that_was_named(
    world: Any, website: Any, now: Any, status: int, after: str, failure: Failure
) -> None:
    good = website.pages["/agenda.ics"]
    website.say("/agenda.ics", "druk", status=status, Retry_After=after, Date="Tue, 24 Nov 2026 06:00:00 GMT")
    source, other = world.source(website.url("/agenda.ics")), world.source(website.url("/x.ics"), "ander")
    first, beside = world.crawl(source, other)
    website.pages["/agenda.ics"] = good
    early = world.crawl(source, now=now + timedelta(hours=1), run_id="early")
    assert [health.failure for health in (first, beside, early)] == [failure] * 3
    assert "asks us not to come before 2026-11-24 08:00 UTC" in early.detail
    assert website.asked() == ["/agenda.ics"]
    late = world.crawl(source, now=now + timedelta(hours=2, minutes=1), run_id="late")
    assert late.outcome is Outcome.OK


def test_nobody_keeps_us_away_for_more_than_a_week(world: Any, website: Any, now: Any) -> None:
    good = website.pages["/agenda.ics"]
    website.say("/agenda.ics", "druk", status=429, Retry_After="9" * 400)
    source = world.source(website.url("/agenda.ics"))
    world.crawl(source)
    website.pages["/agenda.ics"] = good
    assert world.crawl(source, now=now + timedelta(days=6), run_id="early").failure is Failure.CLIENT_ERROR
    assert world.crawl(source, now=now + timedelta(days=7, hours=1), run_id="late").outcome is Outcome.OK


def test_a_wait_is_replayed_as_the_failure_that_it_was(world: Any, website: Any, now: Any, tmp_path: Any) -> None:
    website.say("/agenda.ics", "druk", status=429, Retry_After="7200")
    source = world.source(website.url("/agenda.ics"))
    world.crawl(source)
    early = world.crawl(source, now=now + timedelta(hours=1), run_id="early")
    archive = world.var / "archive" / "early.warc.gz"
    again = world.crawl(source, now=now + timedelta(hours=1), run_id="early", var=tmp_path / "again", replay=archive)
    assert (again.failure, again.detail) == (early.failure, early.detail)
