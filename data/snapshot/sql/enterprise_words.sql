-- How names and codes of enterprises are compared: once here, for the register, its matches and every count.

-- A name with its spaces gone, full-width letters, digits and brackets as half-width ones, in small letters;
-- the same as the way in compares spellings (data/ingest/words/names.py), held to it by a test.
CREATE MACRO plain_name(NAME) AS (
    lower(
        translate(
            regexp_replace(coalesce(name, ''), '[\s\x{3000}_]', '', 'g'),
            '（）［］０１２３４５６７８９ＡＢＣＤＥＦＧＨＩＪＫＬＭＮＯＰＱＲＳＴＵＶＷＸＹＺａｂｃｄｅｆｇｈｉｊｋｌｍｎｏｐｑｒｓｔｕｖｗｘｙｚ－．，；：／＆—–',
            '()[]0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-.,;:/&--'
        )
    )
);

-- What two spellings of one name share: the two words for one legal form, the city with or without 市.
CREATE MACRO name_stem(NAME) AS (
    replace(replace(plain_name(name), '有限责任公司', '有限公司'), '柳州市', '柳州')
);

-- The nine characters that name the legal person: inside a code of 18, or written alone on an older form.
CREATE MACRO organisation_of(CODE) AS (
    CASE
        WHEN length(code) = 18 THEN substr(code, 9, 9)
        WHEN regexp_full_match(code, '[0-9A-Z]{9}') THEN code
        ELSE nullif(regexp_extract(code, '^name:法人单位代码([0-9A-Z]{9})$', 1), '')
    END
);

-- The places an enterprise's row counts in: the city, its county, its zone; what the row leaves out says the
-- register. A zone is shown beside the counties: a row in one counts in its county too.
CREATE MACRO places_in(REGION, KIND, COUNTY, ZONE) AS (
    list_sort(
        list_distinct(
            list_filter(
                [
                    city(),
                    region,
                    if(kind = 'county', NULL, county),
                    if(kind = 'zone' OR (kind = 'county' AND region IS DISTINCT FROM county), NULL, zone)
                ],
                LAMBDA place: place IS NOT NULL
            )
        )
    )
);
