"""Writes a value as its cell shows it: numbers, percentages and days under the format of the sheet."""

import datetime
import functools
import re
from decimal import ROUND_HALF_UP, Decimal

from data.ingest.cells.grid import Value

BUILT_IN = {
    **{"1": "0", "2": "0.00", "3": "#,##0", "4": "#,##0.00", "9": "0%", "10": "0.00%", "11": "0.00E+00"},
    **{"14": "yyyy/m/d", "15": "d-mmm-yy", "16": "d-mmm", "17": "mmm-yy", "18": "h:mm AM/PM"},
    **{"19": "h:mm:ss AM/PM", "20": "h:mm", "21": "h:mm:ss", "22": "yyyy/m/d h:mm", "27": 'yyyy"年"m"月"'},
    **{"28": 'm"月"d"日"', "29": 'm"月"d"日"', "30": "m/d/yy", "31": 'yyyy"年"m"月"d"日"'},
    **{"32": 'h"时"mm"分"', "33": 'h"时"mm"分"ss"秒"', "36": 'yyyy"年"m"月"', "37": "#,##0;-#,##0"},
    **{"38": "#,##0;-#,##0", "39": "#,##0.00;-#,##0.00", "40": "#,##0.00;-#,##0.00", "49": "@"},
    **{"50": 'yyyy"年"m"月"', "51": 'm"月"d"日"', "57": 'yyyy"年"m"月"', "58": 'm"月"d"日"'},
}
MOST = 12  # figures behind the point that are shown
LONGEST = 300  # signs of one cell that are shown
PIECE = re.compile(r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|_.|\*.|\[(?P<bracket>[^\]]*)\]|(?P<sign>.)', re.S)
MOMENT = re.compile(r"y+|m+|d+|h+|s+|e+|AM/PM|A/P|上午/下午|.", re.I | re.S)
EXACT = 1e15  # from here on a number has no figures behind the point
WIDEST = 1e11  # from here on a cell without a format shows powers of ten


def shown(value: Value, code: str = "") -> str:
    """What stands on the sheet: 0.053 as '5.3%' under 0.0%, a day as its format writes it."""
    if isinstance(value, bool):
        text = str(value).upper()
    elif isinstance(value, datetime.datetime | datetime.date):
        text = moment(value, code)
    elif isinstance(value, float | int):
        text = number(float(value), code)
    else:
        text = str(value)
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def number(value: float, code: str) -> str:
    """A number under a format code; without one, or under one of days, as a bare cell shows it."""
    parts = sections(code)
    chosen = parts[0]
    if value < 0 and len(parts) > 1:
        chosen, value = parts[1], -value
    elif value == 0 and len(parts) > 2:
        chosen = parts[2]
    before, digits, behind, percents = chosen
    if not digits:
        return before + behind if before and not percents and code else general(value)
    signed = "-" if value < 0 else ""
    text = figures(abs(value) * 100**percents, digits)
    if not text.strip("0.,"):
        signed = ""
    return f"{signed}{before}{text}{behind}"


def general(value: float) -> str:
    """A number in a cell without a format: at most eleven signs, powers of ten beyond."""
    if value == 0:
        return "0"
    if abs(value) >= WIDEST or abs(value) < 1e-9:
        mantissa, _, power = f"{value:.5E}".partition("E")
        return f"{mantissa.rstrip('0').rstrip('.')}E{power}"
    whole = len(str(int(abs(value))))
    return f"{value:.{max(0, 10 - whole)}f}".rstrip("0").rstrip(".") if value % 1 else str(int(value))


def figures(value: float, digits: str) -> str:
    """The figures of a number under a pattern such as #,##0.00 or 0.0E+00; the sign is not its business."""
    if "E" in digits:
        pattern, _, power = digits.partition("E")
        mantissa, _, raised = f"{value:.{decimals(pattern)[1]}E}".partition("E")
        return f"{mantissa}E{int(raised):+0{1 + max(1, power.count('0'))}d}"
    scaled = value / 1000 ** (len(digits) - len(digits.rstrip(",")))
    least, most = decimals(digits.rstrip(","))
    whole, _, rest = rounded(scaled, most).partition(".")
    rest = rest[:least] + rest[least:].rstrip("0")
    wanted = digits.partition(".")[0].count("0")
    whole = whole.zfill(wanted) if wanted or whole != "0" else ""
    if "," in digits.partition(".")[0].rstrip(","):
        whole = f"{int(whole or 0):,}" if len(whole) <= max(wanted, 1) or whole[0] != "0" else whole
    return f"{whole}.{rest}" if rest or ("." in digits and least) else whole


def rounded(value: float, places: int) -> str:
    """A number above 0 with so many figures behind the point, halves away from zero as spreadsheets do it."""
    if value >= EXACT:
        return f"{value:.{places}f}"
    return f"{Decimal(repr(value)).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP):f}"


def decimals(digits: str) -> tuple[int, int]:
    """How many figures behind the point must be shown, and how many may be."""
    behind = digits.partition(".")[2]
    return min(behind.count("0"), MOST), min(sum(map(behind.count, "0#?")), MOST)


@functools.lru_cache(maxsize=512)
def sections(code: str) -> list[tuple[str, str, str, int]]:
    """Each section of a format: the words before the figures, their pattern, those behind, percent signs."""
    found: list[tuple[str, str, str, int]] = []
    before, digits, behind, percents = "", "", "", 0
    for piece in PIECE.finditer(code):
        sign = piece["sign"] or ""
        words = piece["quoted"] or piece["escaped"] or ""
        if piece["bracket"] is not None and piece["bracket"].startswith("$"):
            words = piece["bracket"][1:].partition("-")[0]
        if sign == ";":
            found.append((before, digits, behind, percents))
            before, digits, behind, percents = "", "", "", 0
            continue
        if (sign and (sign in "0#?" or (digits and sign in ".,E+" and not behind))) or sign == ".":
            digits += sign
            continue
        percents += sign == "%"
        words = words or (sign if sign not in "@,E+" and not sign.isalpha() else "")
        if digits:
            behind += words
        else:
            before += words
    return [*found, (before, digits, behind, percents)]


def moment(value: datetime.date, code: str) -> str:
    """A day or a moment under a format code; 2026-10-31 where the code tells nothing of days."""
    bare = "".join(piece["sign"] or "" for piece in PIECE.finditer(code.partition(";")[0]))
    if not re.search(r"[ymdhse]", bare.replace("General", ""), re.I):
        whole_day = not isinstance(value, datetime.datetime) or value.time() == datetime.time()
        return value.strftime("%Y-%m-%d") if whole_day else value.strftime("%Y-%m-%d %H:%M:%S")
    moment_of = value if isinstance(value, datetime.datetime) else datetime.datetime(*value.timetuple()[:3])
    made: list[str] = []
    hours = False
    half = bool(re.search(r"AM/PM|A/P|上午/下午", code, re.I))
    pieces = _moments(code)
    for at, (token, literal) in enumerate(pieces):
        if literal:
            made.append(token)
            continue
        letter = token[0].lower()
        following = next((t[0].lower() for t, told in pieces[at + 1 :] if not told and t[0].isalpha()), "")
        minutes = letter == "m" and len(token) < 3 and (hours or following == "s")
        hours = letter == "h" or (hours and not token[0].isalpha())
        made.append(_part(moment_of, token, minutes, half))
    return "".join(made)


def _moments(code: str) -> list[tuple[str, bool]]:
    """The tokens of a date format, and whether each is a word of its own."""
    found: list[tuple[str, bool]] = []
    signs = ""
    for piece in PIECE.finditer(code.partition(";")[0]):
        if piece["sign"] is not None:
            signs += piece["sign"]
            continue
        found += [(token, False) for token in MOMENT.findall(signs)]
        signs = ""
        found.append((piece["quoted"] or piece["escaped"] or "", True))
    return found + [(token, False) for token in MOMENT.findall(signs)]


def _part(value: datetime.datetime, token: str, minutes: bool, half: bool) -> str:
    letter, wide = token[0].lower(), len(token) > 1
    if token.upper() in ("AM/PM", "A/P"):
        return ("AM", "PM")[value.hour >= 12]
    if token == "上午/下午":
        return ("上午", "下午")[value.hour >= 12]
    if letter in "ye":
        return f"{value.year:04d}" if letter == "e" or len(token) > 2 else f"{value.year % 100:02d}"
    if letter == "m" and not minutes and len(token) > 2:
        return value.strftime("%B" if len(token) > 3 else "%b")
    if letter == "d" and len(token) > 2:
        return value.strftime("%A" if len(token) > 3 else "%a")
    hour = (value.hour - 1) % 12 + 1 if half else value.hour
    known = {"m": value.minute if minutes else value.month, "d": value.day, "h": hour, "s": value.second}
    return token if letter not in known else f"{known[letter]:0{2 if wide else 1}d}"
