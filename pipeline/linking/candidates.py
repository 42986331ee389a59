"""Which units are compared: those that share a block, so that the cost grows with their number, not with its square."""

from pipeline.store import Store

# A larger block says little, and comparing it costs the square; who belongs together shares a smaller one as well.
_LARGEST_BLOCK = 60


def index_blocks(store: Store) -> None:
    """Puts the renewed units into `blocks`.

    A block is a town or municipality and a day of the week, with one of: the time of day, a word or kind in the title,
    the venue, the address; or else a page. A unit without a town stands under the municipality of its source.
    """
    store.query(
        """
        INSERT INTO blocks
        WITH renewed_units AS (
            SELECT *, hash(source_id) AS source,
                list_distinct(list_filter(
                    [area, town, if(town IS NULL, postcode[:4], NULL), if(is_online, 'online ' || organiser, NULL)],
                    lambda place: place IS NOT NULL
                )) AS places,
                list_filter([0, 1, 2, 3, 4, 5, 6], lambda day: (weekdays >> day) & 1 = 1) AS days_of_week
            FROM units SEMI JOIN renewed USING (unit)
        ), placed AS (
            SELECT unit, source, minute, words, kinds, venue, address, hash(place, day) AS here
            FROM renewed_units, unnest(places) AS p(place), unnest(days_of_week) AS d(day)
        )
        SELECT hash('minute', here, minute), unit, source FROM placed WHERE minute IS NOT NULL
        UNION ALL SELECT hash('word', here, word), unit, source FROM placed, unnest(words) AS w(word)
        UNION ALL SELECT hash('kind', here, kind), unit, source FROM placed, unnest(kinds) AS k(kind)
        UNION ALL SELECT hash('venue', here, venue), unit, source FROM placed WHERE venue IS NOT NULL
        UNION ALL SELECT hash('address', here, address), unit, source FROM placed WHERE address IS NOT NULL
        UNION ALL SELECT hash('page', url), unit, source FROM renewed_units WHERE url IS NOT NULL
        """
    )


def find_candidates(store: Store) -> None:
    """Fills `candidates` with the pairs to compare, one < other, of which one at least is renewed.

    Those are the pairs that share a block, that were one activity until now, or that a person judged.
    """
    store.query(
        f"""
        CREATE OR REPLACE TEMP TABLE candidates AS
        WITH mine AS MATERIALIZED (FROM blocks SEMI JOIN renewed USING (unit)),
        near AS MATERIALIZED (FROM blocks SEMI JOIN mine USING (block)),
        small AS (
            SELECT block FROM near
            GROUP BY block HAVING count(*) BETWEEN 2 AND {_LARGEST_BLOCK} AND min(source) <> max(source)
        ),
        shared AS (
            SELECT a.unit AS a, b.unit AS b
            FROM mine a SEMI JOIN small USING (block) JOIN near b ON a.block = b.block AND a.source <> b.source
        ),
        held AS (
            SELECT a.unit AS a, b.unit AS b
            FROM (FROM units SEMI JOIN renewed USING (unit)) a JOIN units b ON a.activity_id = b.activity_id
            WHERE a.source_id <> b.source_id
        ),
        judged AS (
            SELECT one AS a, other AS b FROM verdicts WHERE one IN (FROM renewed) OR other IN (FROM renewed)
        )
        SELECT DISTINCT least(a, b) AS one, greatest(a, b) AS other
        FROM (FROM shared UNION ALL FROM held UNION ALL FROM judged)
        """  # noqa: S608 a number of ours
    )
