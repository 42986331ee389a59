-- Moments are UTC without zone; records are kept whole as JSON beside the columns that are searched.
CREATE TABLE runs (
    run_id VARCHAR PRIMARY KEY,
    started_at TIMESTAMP NOT NULL,
    as_of VARCHAR NOT NULL                -- the day whose window the occurrences were expanded for
);
CREATE TABLE sources (
    source_id VARCHAR PRIMARY KEY,
    source JSON NOT NULL,
    digest VARCHAR NOT NULL,              -- of the declaration and all fingerprints: equal means nothing to do
    last_complete_at TIMESTAMP            -- the last visit that saw everything the source announces
);
CREATE TABLE health (
    run_id VARCHAR NOT NULL,
    source_id VARCHAR NOT NULL,
    health JSON NOT NULL,
    PRIMARY KEY (run_id, source_id)
);
CREATE TABLE listings (
    source_id VARCHAR NOT NULL,
    key VARCHAR NOT NULL,
    activity_id VARCHAR,                  -- NULL: it announces nothing that can be published
    fingerprint VARCHAR NOT NULL,
    match_key VARCHAR,                    -- equal for listings with the same title, place and slot
    first_seen_at TIMESTAMP NOT NULL,
    absent_runs INTEGER NOT NULL,         -- complete visits since it was last seen; 0: it stands there now
    absent_since TIMESTAMP,               -- the first complete visit without it
    last_seen_at TIMESTAMP,               -- NULL while it stands there: its source's last complete visit counts
    listing JSON NOT NULL,
    PRIMARY KEY (source_id, key)
);
CREATE TABLE activities (
    id VARCHAR PRIMARY KEY,
    status VARCHAR NOT NULL,
    last_changed_at TIMESTAMP NOT NULL,
    activity JSON NOT NULL
);
CREATE TABLE occurrences (
    activity_id VARCHAR NOT NULL,
    recurrence_id VARCHAR NOT NULL,
    start_at TIMESTAMP NOT NULL,
    occurrence JSON NOT NULL
);
CREATE TABLE changes (
    number BIGINT PRIMARY KEY,
    activity_id VARCHAR NOT NULL,
    run_id VARCHAR NOT NULL,
    "at" TIMESTAMP NOT NULL,
    intent VARCHAR NOT NULL,
    reason VARCHAR NOT NULL,
    fields VARCHAR[] NOT NULL
);
CREATE TABLE departures (                 -- organisations that left by the word of a person
    organisation_id VARCHAR PRIMARY KEY,
    left_at TIMESTAMP NOT NULL
);
