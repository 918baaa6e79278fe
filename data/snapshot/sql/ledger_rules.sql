-- What makes a ledger row late, short or in force: each rule once, for its state on a day and for the series.

-- The day something is due: an extension counts with its document only.
CREATE MACRO deadline(PLANNED, DOCUMENT, EXTENDED) AS (
    if(document IS NOT NULL, coalesce(extended, planned), planned)
);

-- Done by its day, as far as a day can know.
CREATE MACRO in_time(DONE, DUE, DAY) AS (coalesce(done <= day AND done <= due, FALSE));

-- Nothing can change any more about whether it was in time: done, or the day has passed.
CREATE MACRO settled(DONE, DUE, DAY) AS (coalesce(done <= day, FALSE) OR coalesce(due < day, FALSE));

-- T12: a project under construction that needs more energy than the access level allows.
CREATE MACRO below_access(KIND, UNIT_ENERGY, ACCESS_LEVEL) AS (
    kind = 'building' AND exceeds(unit_energy, access_level)
);

-- T11: the projects that must keep to the required level.
CREATE MACRO must_comply(NATURE, KIND) AS (
    nature IN ('new', 'rebuild', 'expand') AND kind IN ('building', 'proposed')
);

-- T13: a proposed project in an industry that has too much already.
CREATE MACRO must_replace(KIND, SATURATED) AS (kind = 'proposed' AND saturated = 'yes');

-- T13: a proposed project in an industry that has room still must reach the higher access standard.
CREATE MACRO must_excel(KIND, SATURATED) AS (kind = 'proposed' AND saturated = 'no');

-- T13: what the sector's own rule asks per unit of new capacity (0 where it has none).
CREATE MACRO own_ratio(SECTOR) AS (
    coalesce(
        (SELECT max(value) FROM plan_settings WHERE section = 'replacement_by_sector' AND name = sector), 0
    )
);

-- T13: whether the capacity given up is too little: as much as is new is no reduction (减量), and a sector's
-- own ratio must be reached as well.
CREATE MACRO replaces_too_little(NEW_CAPACITY, REPLACED_CAPACITY, SECTOR) AS (
    exceeds(new_capacity, 0)
    AND (
        NOT exceeds(
            replaced_capacity,
            new_capacity * (SELECT value FROM plan_settings WHERE section = 'replacement' AND name = 'ratio')
        )
        OR exceeds(new_capacity * own_ratio(sector), replaced_capacity)
    )
);

-- T20: a title is valid on its last day as well; where no end was published, for the years of the settings.
CREATE MACRO last_valid_day(PUBLISHED_ON, VALID_UNTIL) AS (
    coalesce(
        valid_until,
        cast(
            published_on + to_years(
                cast(
                    (
                        SELECT value
                        FROM plan_settings
                        WHERE section = 'front_runners' AND name = 'valid_years'
                    ) AS INTEGER
                )
            ) AS DATE
        )
    )
);

-- T33: one thing an enterprise must have, and has on a day.
CREATE MACRO has_by(NEEDED, DONE_ON, DAY) AS (needed = 'yes' AND coalesce(done_on <= day, FALSE));

-- T33: disclosed on a day, as a document or an address shows.
CREATE MACRO disclosed_by(NEEDED, DISCLOSED_ON, DOCUMENT, DAY) AS (
    has_by(needed, disclosed_on, day) AND document IS NOT NULL
);

-- T18: whether a large energy user must be on online monitoring, and is.
CREATE MACRO monitoring_state(ENERGY_TCE, THRESHOLD_TCE, CONNECTED_ON, DAY) AS (
    CASE
        WHEN coalesce(at_least(energy_tce, threshold_tce), FALSE)
            THEN if(coalesce(connected_on <= day, FALSE), 'connected', 'missing')
        ELSE if(coalesce(connected_on <= day, FALSE), 'connected_voluntarily', 'not_due')
    END
);

-- The places and sectors a row is counted in: the city, its county and zone, its own sector in the city.
CREATE MACRO places_of(PLACES, SECTOR) AS (
    list_distinct(
        list_append(
            list_transform(places, LAMBDA place: { 'region': place, 'sector': total() }),
            { 'region': city(), 'sector': coalesce(nullif(sector, ''), total()) }
        )
    )
);

-- The days on which a row with these dates can change its state: each, the day after, and the first of all.
CREATE MACRO days_of_change(DATES) AS (
    list_distinct(
        list_concat(
            [DATE '0001-01-01'],
            list_concat(dates, list_transform(dates, LAMBDA one: cast(one + INTERVAL 1 DAY AS DATE)))
        )
    )
);
