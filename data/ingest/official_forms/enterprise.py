"""Tells which enterprise and period an official form is about: codes of 18 or 9 characters, name, county."""

import re

from data.ingest.cells.grid import Sheet, address, written
from data.ingest.official_forms.energies import Seen, Who, in_future, taught_as
from data.ingest.words.aliases import meant
from data.ingest.words.credit_codes import credit_code_fault
from data.ingest.words.names import code_of, names_of, squeeze
from data.ingest.words.nearest import ALIKE_CODE, accepted, nearest, without_look_alikes
from data.ingest.words.periods import Period
from data.ingest.words.report_days import of_the_form, period_named
from data.plan import plan

CITY = plan().city
CODE = re.compile(r"(?<![0-9A-Z])[0-9A-Z]{18}(?![0-9A-Z])")
ORGANISATION = re.compile(r"[0-9A-Z]{9}")
LABELS = {
    "enterprise": re.compile(r"(?:单位详细名称|单位名称|企业名称|法人单位名称|填报单位)[^:：]{0,8}[:：]?"),
    "region": re.compile(r"(?:行政区划代码|行政区划|所在县区|所在地区|单位所在地)[^:：0-9]{0,6}[:：]?"),
    "sector": re.compile(r"(?:行业代码|行业类别|所属行业)[^:：0-9]{0,6}[:：]?"),
    "code": re.compile(r"(?:统一社会信用代码|组织机构代码|法人单位代码|法人代码)[^:：0-9A-Z]{0,8}[:：]?"),
}
CODE_HEADING = "统一社会信用代码"
Known = dict[str, tuple[str, str]]
Place = tuple[str, str]  # what is written, and in which cell


def coded(who: Who, text: str, cell: str, seen: Seen, known: Known) -> str:
    """Takes a code as it is written; returns the organisation code when it is one of 9 characters, else ''.

    The 9 characters are the 9th to 17th of the unified code. They stay as they are written: the snapshot
    brings them and the unified code under one key, and the finding names the enterprise they are of.
    """
    who.cells["credit_code"] = cell
    code = squeeze(text).upper().replace("-", "")
    if ORGANISATION.fullmatch(code):
        same = [one for one in known if one[8:17] == code]
        told = same[0] if len(same) == 1 else "见营业执照 / see the licence"
        seen.add("legal_person_code", cell, told, code)
        return code
    fault = credit_code_fault(code)
    if fault and (word := meant("credit_code", code)) and not credit_code_fault(squeeze(word).upper()):
        code, fault = squeeze(word).upper(), ""
    if fault:
        offered = without_look_alikes(code)
        offer = "" if offered == code or credit_code_fault(offered) else offered
        seen.add("credit_code_invalid", cell, fault, text.strip()[:30], CODE_HEADING, offer)
    else:
        who.credit_code = code
    return ""


def region_of(text: str) -> str | None:
    """The region of a name, or of a division code of six digits or more."""
    plain = squeeze(text)
    if known := code_of("region", text) or (plain[:6] if plain[:6] in plan().regions else None):
        return known
    return taught_as("region", text)


def sector_of(text: str) -> str:
    """The division of an industry's name or code (four digits: its first two); '' when it is not known."""
    plain = squeeze(text)
    known = code_of("sector", text) or code_of("sector", plain[:2] if plain[:2].isdigit() else plain[:3])
    return known or taught_as("sector", text) or ""


def placed(who: Who, text: str, cell: str, seen: Seen) -> None:
    """Takes the county as it is written; one that nobody knows is told with the one it most resembles."""
    if region := region_of(text):
        who.region, who.cells["region"] = region, cell
    elif offer := nearest(text, accepted("region")) if text else "":
        who.cells["region"] = cell
        seen.unknown("region", cell, "、".join(names_of("region")), text, offer)


def sorted_in(who: Who, text: str, cell: str, seen: Seen) -> None:
    """Takes the industry as it is written; one that nobody knows is told with the one it most resembles."""
    if sector := sector_of(text):
        who.sector, who.cells["sector"] = sector, cell
    elif offer := nearest(text, accepted("sector"), ALIKE_CODE) if text else "":
        seen.unknown("sector", cell, offer, text, offer)


def settled(who: Who, organisation: str, seen: Seen, at: str, known: Known) -> None:
    """Fills in what the form does not say: name and county from published sheets or the code itself."""
    name, region = known.get(who.credit_code or "", ("", ""))
    if not who.enterprise:
        who.enterprise = (
            name or (f"法人单位代码{organisation}" if organisation else "") or who.credit_code or ""
        )
        seen.add(
            "form_assumed" if who.enterprise else "form_no_enterprise", at, who.enterprise, "", "企业名称"
        )
    if who.region:
        return
    registered = (who.credit_code or "")[2:8]
    if not region and registered != CITY and registered in plan().regions:
        region = registered
    who.region = region or CITY
    if seen.has("region_unknown", who.cells.get("region", "")):
        return  # that is told already, with what it may have been meant to be
    if region:
        seen.add("form_assumed", at, plan().regions[region].name, "", "县区")
    else:
        seen.add("form_no_county", at, "", who.enterprise)


def head(sheet: Sheet, heading_row: int, seen: Seen, known: Known) -> tuple[Who, Period | None]:
    """Enterprise and period from the lines above a table."""
    who, organisation, period = Who(), "", None
    lines: dict[int, list[Place]] = {}
    for (row, column), value in sorted(sheet.cells.items()):
        if row < heading_row:
            lines.setdefault(row, []).append((written(value), address(row, column)))
    for places in lines.values():
        boxes = [place for place in places if len(place[0].strip()) == 1]
        if len(boxes) == 18 and "credit_code" not in who.cells:
            coded(who, "".join(text for text, _ in boxes), boxes[0][1], seen, known)
        for number, place in enumerate(places):
            following = places[number + 1] if number + 1 < len(places) else ("", "")
            organisation = labelled(who, place, following, seen, known) or organisation
        for text, cell in (("".join(text for text, _ in places if dated(text)), places[0][1]), *places):
            if period is None and (period := period_named(text)):
                who.cells["period"] = next((c for t, c in places if period_named(t)), cell)
    at = address(1, 1)
    period = period or period_named(sheet.name)
    if period is None:
        seen.add("form_no_period", at)
    else:
        in_future(seen, period, who.cells.setdefault("period", at))
    for name in ("enterprise", "region", "sector", "credit_code"):
        who.cells.setdefault(name, at)
    settled(who, organisation, seen, who.cells["enterprise"], known)
    who.credit_code = who.credit_code or organisation or None
    return who, period


def dated(text: str) -> bool:
    """Whether a heading cell may hold a part of the period: not a document number, validity or code."""
    return not of_the_form(text) and "代码" not in text


def labelled(who: Who, place: Place, following: Place, seen: Seen, known: Known) -> str:
    """What a heading cell says of the enterprise; a bare label is answered by the next cell of its row."""
    text, cell = place
    code = CODE.search(squeeze(text).upper())
    if code and "credit_code" not in who.cells:
        coded(who, code[0], cell, seen, known)
    organisation = ""
    for name, pattern in LABELS.items():
        match = pattern.search(text)
        if match is None:
            continue
        said, where = text[match.end() :].strip(" :：\u3000_□"), cell
        if (
            not said
            and not re.search("[:：]", following[0])
            and not any(label.search(following[0]) for label in LABELS.values())
        ):
            said, where = following[0].strip(), following[1]
        said = re.split(r"\s{2,}|[\n\u3000]", said)[0]
        if name == "enterprise" and not who.enterprise and said:
            who.enterprise, who.cells["enterprise"] = said, where
        elif name == "region" and not who.region:
            placed(who, said, where, seen)
        elif name == "sector" and not who.sector:
            sorted_in(who, said, where, seen)
        elif name == "code" and said and len(said) > 1 and "credit_code" not in who.cells:
            organisation = coded(who, said, where, seen, known)
    return organisation
