"""The figures of the blind pages: `python -m tests.spiders.readers.html.blind [--misses] [ROLE]`."""

import sys
from collections import defaultdict

from tests.spiders.readers.html.blind.scoring import Case, Figures, cases, figures, is_right, serving


def main(arguments: list[str]) -> None:
    """Print figures by role and by make; with --misses what was not served and what served nothing."""
    roles = {word for word in arguments if not word.startswith("-")}
    sums: dict[str, Figures] = defaultdict(Figures)
    for case in cases():
        found = figures(case)
        if roles and case.role not in roles:
            continue
        for group in (f"= {case.role}", f"{case.role} {case.make}", "none expected" if not case.events else ""):
            sums[group] += found
        if "--misses" in arguments:
            misses(case)
    for group, found in sorted(sums.items()):
        shares = "  ".join(f"{k} {'-' if v is None else format(v, '.2f')}" for k, v in found.shares.items())
        print(f"{group:26} events {found.expected:3} listings {found.listings:3}  {shares}") if group else None


def misses(case: Case) -> None:
    """Print the events of a case that nothing serves and the listings that serve none."""
    for event in case.events:
        if not event.optional and not serving(event, case):
            print(f"{case.name}: not served: {event.title} {event.start or event.rule}")
    for one in case.seen:
        if not one.hours or not is_right(one, case):
            told = " ".join((one.listing.when_text or "").split())[:90]
            print(f"{case.name}: {'wrong' if one.hours else 'silent'}: {one.listing.title[:60]!r} | {told}")


if __name__ == "__main__":
    main(sys.argv[1:])
