"""How two units are compared: each comparison is a table of levels, the first whose condition holds counts.

Conditions are SQL over two rows of `units`, `l` and `r`, and over MEASURES; they are the same for scoring and for
learning. What a level weighs stands in `weights.toml`, under its name.
"""

import tomllib
from functools import cache
from importlib.resources import files

from pipeline.linking.titles import MARK_KINDS
from schemas.record import Record


class Level(Record):
    """How far two units agree. `contradicts`: they cannot be one activity, whatever else speaks for it."""

    name: str
    condition: str
    contradicts: bool = False


class Comparison(Record):
    """Levels, best first; the last holds always. `shown`: what tells a person what was compared, SQL over a unit.

    `may_lag`: listings that were one activity until now may differ in it for a while.
    """

    name: str
    shown: str
    levels: tuple[Level, ...]
    may_lag: bool = False


MEASURES = {
    "words": "len(list_intersect(l.words, r.words))",
    "other_words": "len(l.words) + len(r.words) - 2 * len(list_intersect(l.words, r.words))",
    "known_words": "len(list_intersect(l.words, r.beside)) + len(list_intersect(r.words, l.beside))",
    "stems": "len(list_intersect(l.stems, r.stems))",
    "days": "CASE WHEN l.first_day <= r.days[-1] AND r.first_day <= l.days[-1] "
    "THEN bit_count(l.calendar & r.calendar) ELSE 0 END",
    "fewer_days": "least(len(l.days), len(r.days))",
    "sketch": "len(list_intersect(l.sketch, r.sketch))",
    "minutes_apart": "abs(l.minute - r.minute)",
    "in_one_town": "coalesce(l.town = r.town, true)",
}
"""What several levels ask for: name → SQL. In conditions they are called `m.name`."""

_OTHER_GROUP = " OR ".join(f"l.{kind} <> r.{kind}" for kind in MARK_KINDS)
_ONE_SAYS_MORE = " OR ".join(f"(l.{kind} IS NULL) <> (r.{kind} IS NULL)" for kind in MARK_KINDS)
# 0.0014 degrees of latitude are 150 m; a degree of longitude is 0.61 of that in the Netherlands.
_STEPS_AWAY = "abs(l.lat - r.lat) < 0.0014 AND abs(l.lon - r.lon) < 0.0023"
_FIRST_TIMES = (
    "array_to_string(list_transform(starts[:3], "
    "lambda minutes: strftime(make_timestamp(minutes * 60000000::BIGINT), '%a %d-%m-%Y %H:%M')), ', ')"
)
# Where the hour varies, a start in common is asked for.
_SAME_HOUR = "coalesce(m.minutes_apart = 0, list_has_any(l.starts, r.starts))"

COMPARISONS = (
    Comparison(
        name="title",
        shown="title",
        levels=(
            Level(name="the same words", condition="l.title = r.title"),
            Level(
                name="the same letters but for a slip",
                condition="length(l.run) > 6 AND abs(length(l.run) - length(r.run)) <= 2 "
                "AND levenshtein(l.run, r.run) <= 2",
            ),
            Level(
                name="the same words but for place or organiser",
                condition="m.words > 0 AND m.known_words >= m.other_words",
            ),
            Level(
                name="several words, one title within the other",
                condition="m.words > 1 AND m.words = least(len(l.words), len(r.words))",
            ),
            Level(name="one word, one title within the other", condition="m.words = least(len(l.words), len(r.words))"),
            Level(
                name="other kinds of activity",
                condition="len(l.kinds) > 0 AND len(r.kinds) > 0 AND NOT list_has_any(l.kinds, r.kinds)",
            ),
            Level(
                name="the same kind of activity and a word",
                condition="m.stems > 0 AND l.kinds = r.kinds AND list_has_any(l.kinds_alone, r.kinds_alone)",
            ),
            Level(
                name="most words",
                condition="m.stems > 1 AND 2 * m.stems >= least(len(l.stems), len(r.stems)) "
                "AND (l.kinds = r.kinds OR len(l.kinds) = 0 OR len(r.kinds) = 0)",
            ),
            Level(
                name="the same kind of activity",
                condition="l.kinds = r.kinds AND list_has_any(l.kinds_alone, r.kinds_alone)",
            ),
            Level(name="kinds of activity in common", condition="list_has_any(l.kinds_alone, r.kinds_alone)"),
            Level(name="one kind of activity, other subjects", condition="list_has_any(l.kinds, r.kinds)"),
            Level(name="some words", condition="m.stems > 0"),
            Level(name="nothing in common", condition="true"),
        ),
    ),
    Comparison(
        name="group",
        shown="concat_ws(' ', level, part, age, small, sex, edition, daypart, tongue)",
        levels=(
            Level(name="another group", condition=_OTHER_GROUP, contradicts=True),
            Level(name="one says more", condition=_ONE_SAYS_MORE),
            Level(name="nothing against it", condition="true"),
        ),
    ),
    Comparison(
        name="place",
        shown="concat_ws(', ', venue, room, address, town)",
        levels=(
            Level(
                name="online, of others elsewhere",
                condition="l.is_online AND r.is_online AND l.area <> r.area AND l.organiser <> r.organiser "
                "AND coalesce(l.url <> r.url, true)",
                contradicts=True,
            ),
            Level(name="both online", condition="l.is_online AND r.is_online"),
            Level(name="online and on site", condition="l.is_online <> r.is_online"),
            Level(
                name="other rooms",
                condition="l.room <> r.room AND m.in_one_town AND (l.address = r.address OR l.venue = r.venue)",
            ),
            Level(
                name="the same address",
                condition="l.address = r.address AND (m.in_one_town OR l.postcode = r.postcode)",
            ),
            Level(name="other towns", condition="NOT m.in_one_town", contradicts=True),
            Level(
                name="one venue by name, at other addresses", condition="l.venue = r.venue AND l.address <> r.address"
            ),
            Level(name="other addresses", condition="l.address <> r.address"),
            Level(name="the same venue", condition="l.venue = r.venue"),
            Level(name="a few steps apart", condition=_STEPS_AWAY),
            Level(
                name="a venue by a shorter name",
                condition="len(l.venue_words) > 0 AND len(r.venue_words) > 0 "
                "AND (list_has_all(l.venue_words, r.venue_words) OR list_has_all(r.venue_words, l.venue_words))",
            ),
            Level(name="the same postcode", condition="l.postcode = r.postcode"),
            Level(
                name="venues with a word in common",
                condition="list_has_any(l.venue_words, r.venue_words)",
            ),
            Level(name="other venues", condition="l.venue <> r.venue"),
            Level(name="one does not say", condition="true"),
        ),
    ),
    Comparison(
        name="time",
        shown=_FIRST_TIMES,
        may_lag=True,
        levels=(
            Level(name="the same times", condition=f"m.days >= 0.6 * m.fewer_days AND m.days > 0 AND {_SAME_HOUR}"),
            Level(name="some of the same times", condition=f"m.days > 0 AND {_SAME_HOUR}"),
            Level(
                name="the same days, within half an hour",
                condition="m.minutes_apart <= 30 AND m.days >= 0.6 * m.fewer_days AND m.days > 0",
            ),
            Level(
                name="the same days, one without an hour",
                condition="NOT (l.has_clock AND r.has_clock) AND m.days >= 0.6 * m.fewer_days AND m.days > 0",
            ),
            Level(
                name="some of the same days",
                condition="m.days > 0 AND coalesce(m.minutes_apart <= 30, NOT (l.has_clock AND r.has_clock))",
            ),
            Level(name="the same days, hours apart", condition="m.days > 0 AND m.minutes_apart > 90", contradicts=True),
            Level(name="the same days, another hour", condition="m.days > 0"),
            Level(
                name="the same weekday and hour, another season",
                condition="(l.is_rule OR r.is_rule) AND m.minutes_apart = 0 AND l.weekdays & r.weekdays > 0 "
                "AND (l.first_day > r.last_day OR r.first_day > l.last_day)",
            ),
            Level(name="other days", condition="true", contradicts=True),
        ),
    ),
    Comparison(
        name="end",
        shown="lasting || ' min'",
        levels=(
            Level(name="one does not say", condition="l.lasting IS NULL OR r.lasting IS NULL OR l.minute IS NULL"),
            Level(name="the same", condition="l.minute + l.lasting = r.minute + r.lasting"),
            Level(name="nearly the same", condition="abs(l.minute + l.lasting - r.minute - r.lasting) <= 15"),
            Level(name="another", condition="true"),
        ),
    ),
    Comparison(
        name="organiser",
        shown="organiser",
        levels=(
            Level(name="the same", condition="l.organiser = r.organiser"),
            Level(
                name="one name within the other",
                condition="starts_with(l.organiser, r.organiser) OR starts_with(r.organiser, l.organiser)",
            ),
            Level(name="both are named by others", condition="NOT l.is_own AND NOT r.is_own"),
            Level(name="one is named by others", condition="l.is_own <> r.is_own"),
            Level(name="each names itself", condition="l.is_stated AND r.is_stated"),
            Level(name="each speaks for itself", condition="true"),
        ),
    ),
    Comparison(
        name="page",
        shown="url",
        levels=(
            Level(name="the same page", condition="l.url = r.url"),
            Level(name="other pages", condition="true"),
        ),
    ),
    Comparison(
        name="text",
        shown="NULL",
        levels=(
            Level(name="one has none", condition="len(l.sketch) = 0 OR len(r.sketch) = 0"),
            Level(name="the same text", condition="2 * m.sketch >= least(len(l.sketch), len(r.sketch))"),
            Level(name="some of the same text", condition="m.sketch > 0"),
            Level(name="other texts", condition="true"),
        ),
    ),
)


class Weights(Record):
    """What agreement weighs, in bits. `prior`: of two candidates of which nothing else is known.

    Two listings are linked from `link_from` on; a person is asked from `ask_from` on.
    """

    prior: float
    link_from: float
    ask_from: float
    levels: dict[str, dict[str, float]]

    def of(self, comparison: Comparison, level: Level) -> float:
        return self.levels[comparison.name][level.name]


@cache
def weights() -> Weights:
    """The weights as learned; `weights.toml` tells by which command."""
    raw = tomllib.loads((files("pipeline.linking") / "weights.toml").read_text(encoding="utf-8"))
    thresholds = raw.pop("thresholds")
    return Weights(**thresholds, levels=raw)
