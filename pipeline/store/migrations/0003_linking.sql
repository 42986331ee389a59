-- Which listings are one activity; pipeline/linking tells how it is found.
ALTER TABLE listings DROP COLUMN match_key;
ALTER TABLE activities ADD COLUMN conflicts JSON;   -- where its listings contradict each other, and who is believed
CREATE TABLE traits (                     -- what is compared of a listing: pipeline/linking/traits.py
    source_id VARCHAR NOT NULL,
    key VARCHAR NOT NULL,
    fold VARCHAR NOT NULL,
    area VARCHAR NOT NULL,
    title VARCHAR NOT NULL,
    run VARCHAR NOT NULL,
    words VARCHAR[] NOT NULL,
    stems VARCHAR[] NOT NULL,
    beside VARCHAR[] NOT NULL,
    kinds VARCHAR[] NOT NULL,
    kinds_alone VARCHAR[] NOT NULL,
    level VARCHAR,
    part VARCHAR,
    age VARCHAR,
    small VARCHAR,
    sex VARCHAR,
    edition VARCHAR,
    daypart VARCHAR,
    tongue VARCHAR,
    organiser VARCHAR NOT NULL,
    is_own BOOLEAN NOT NULL,
    is_stated BOOLEAN NOT NULL,
    town VARCHAR,
    address VARCHAR,
    postcode VARCHAR,
    venue VARCHAR,
    venue_words VARCHAR[] NOT NULL,
    room VARCHAR,
    lat DOUBLE,
    lon DOUBLE,
    is_online BOOLEAN NOT NULL,
    url VARCHAR,
    is_rule BOOLEAN NOT NULL,
    starts INTEGER[] NOT NULL,
    days INTEGER[] NOT NULL,
    has_clock BOOLEAN NOT NULL,
    minute INTEGER,
    lasting INTEGER,
    weekdays INTEGER NOT NULL,
    first_day INTEGER NOT NULL,
    last_day INTEGER,
    sketch BIGINT[] NOT NULL,
    PRIMARY KEY (source_id, key)
);
CREATE TABLE members (                    -- the listings of one source that are one activity: a unit
    unit BIGINT NOT NULL,
    source_id VARCHAR NOT NULL,
    key VARCHAR NOT NULL
);
CREATE TABLE units AS                     -- what is compared of a unit: of its listings together
    SELECT 0::BIGINT AS unit, '' AS lead, NULL::VARCHAR AS activity_id, * EXCLUDE (key),
        NULL::BIT AS calendar                 -- a bit per day, counted from 1970, round and round
    FROM traits LIMIT 0;
CREATE TABLE blocks (                     -- units that share a block are compared
    block UBIGINT NOT NULL,
    unit BIGINT NOT NULL,
    source UBIGINT NOT NULL
);
CREATE TABLE links (                      -- pairs of units of different sources; one < other
    one BIGINT NOT NULL,
    other BIGINT NOT NULL,
    bits DOUBLE NOT NULL,
    contradicts BOOLEAN NOT NULL,
    is_judged BOOLEAN NOT NULL,
    levels UTINYINT[] NOT NULL            -- per comparison the number of the level that holds
);
CREATE TABLE aliases (                    -- ids that stand for another activity
    id VARCHAR PRIMARY KEY,
    activity_id VARCHAR NOT NULL,
    "at" TIMESTAMP NOT NULL,
    reason VARCHAR NOT NULL
);
CREATE TABLE judged (                     -- the verdicts of persons, as of the last build; one before other
    one_source_id VARCHAR NOT NULL,
    one_key VARCHAR NOT NULL,
    other_source_id VARCHAR NOT NULL,
    other_key VARCHAR NOT NULL,
    verdict VARCHAR NOT NULL
);
CREATE TABLE locked (                     -- fields that persons settled, as of the last build
    activity_id VARCHAR PRIMARY KEY,
    locks JSON NOT NULL
);
