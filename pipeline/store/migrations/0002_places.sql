-- Open geodata, loaded whole by `bruggen places load`; keys are checked when the files are read.
CREATE TABLE areas (                      -- municipalities, districts and neighbourhoods of CBS
    code VARCHAR NOT NULL,                -- GM0363, WK0363AF, BU0363AF08
    level VARCHAR NOT NULL,               -- municipality, district, neighbourhood
    name VARCHAR NOT NULL,
    other_names VARCHAR[] NOT NULL,
    province VARCHAR,                     -- of municipalities
    gm_code VARCHAR NOT NULL,
    wk_code VARCHAR,                      -- of neighbourhoods and districts
    year INTEGER NOT NULL                 -- codes change each January
);
CREATE TABLE polygons (
    code VARCHAR NOT NULL,
    rings BLOB NOT NULL                   -- pipeline/places/polygons.py tells how it is packed
);
CREATE TABLE postcodes (
    pc4 VARCHAR NOT NULL,
    towns VARCHAR[] NOT NULL,
    gm_code VARCHAR NOT NULL,
    lat DOUBLE NOT NULL,
    lon DOUBLE NOT NULL
);
CREATE TABLE postcode_neighbourhoods (
    pc4 VARCHAR NOT NULL,
    bu_code VARCHAR NOT NULL,
    wk_code VARCHAR NOT NULL,
    share DOUBLE NOT NULL                 -- estimated share of the postcode's households
);
CREATE TABLE towns (
    name VARCHAR NOT NULL,
    base_name VARCHAR NOT NULL,           -- without "(Gld)", "NB"
    other_names VARCHAR[] NOT NULL,
    kind VARCHAR NOT NULL,                -- woonplaats: official; else a hamlet or part of a town
    gm_code VARCHAR NOT NULL,
    province VARCHAR NOT NULL,
    lat DOUBLE NOT NULL,
    lon DOUBLE NOT NULL,
    ambiguous BOOLEAN NOT NULL            -- the base name is an official town in several municipalities
);
CREATE TABLE mergers (
    old_code VARCHAR NOT NULL,
    old_name VARCHAR NOT NULL,
    ended_on VARCHAR NOT NULL,
    gm_code VARCHAR NOT NULL,             -- the municipality of today at the end of the chain
    is_split BOOLEAN NOT NULL             -- its area went to several municipalities
);
CREATE TABLE geocodings (                 -- kept for ever: what the geocoder answered, nothing found included
    query VARCHAR PRIMARY KEY,
    asked_at TIMESTAMP NOT NULL,
    answer JSON                           -- NULL: it knows no such address
);
