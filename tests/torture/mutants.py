"""Changes good workbooks at random, by a seed: bits, truncation, zip directory, XML in a valid zip."""

import io
import random
import re
import struct
import zipfile
from collections.abc import Callable
from functools import cache

from tests.support.numbers import emerging_row, energy_row, green_row
from tests.support.workbooks import filled_blank, workbook
from tests.torture.shared_texts import shared

FAMILIES = ("bits", "truncation", "zip directory", "xml")
REGIONS = ("柳州市", "城中区", "鱼峰区", "柳南区", "柳北区", "柳江区", "柳城县", "鹿寨县")
PARTS = re.compile(r"sheet\d+\.xml$|sharedStrings|styles\.xml|workbook\.xml|\.rels$|Content_Types")
TAG = re.compile(rb"<[^<>!?]+>")
ELEMENT = re.compile(rb"<(row|c)\b[^>]*?(?:/>|>.*?</\1>)", re.S)
ATTRIBUTE = re.compile(rb"\s([\w:.]+)=\"([^\"]*)\"")
Dice = random.Random
Edit = Callable[[bytes, Dice], tuple[bytes, str]]


@cache
def originals() -> tuple[bytes, ...]:
    """Real workbooks of templates: as a bureau sends them, and on the blank."""
    energy = [energy_row(region=name, energy_tce=100_000 + 7 * n) for n, name in enumerate(REGIONS)]
    words = [emerging_row(category=name) for name in ("合计", "新能源产业")]
    green = [green_row(number) for number in range(1, 6)]
    return (
        shared(workbook("S1", energy)),
        workbook("S4", words),
        shared(filled_blank("S1", energy)),
        shared(workbook("S5", green)),
    )


def bits(content: bytes, dice: Dice) -> tuple[bytes, str]:
    """Flips one to three bits anywhere."""
    changed = bytearray(content)
    for _ in range(dice.randint(1, 3)):
        place = dice.randrange(len(changed) * 8)
        changed[place // 8] ^= 1 << place % 8
    return bytes(changed), "bits"


def truncation(content: bytes, dice: Dice) -> tuple[bytes, str]:
    """Cuts the end off, or a stretch out of the middle, or writes zeros over one."""
    start = dice.randrange(1, len(content))
    end = min(len(content), start + dice.choice((1, 16, 512, 4096)))
    middle = dice.choice((b"", bytes(end - start), content[start:end] * 2))
    return dice.choice((content[:start], content[:start] + middle + content[end:])), "truncation"


def directory(content: bytes, dice: Dice) -> tuple[bytes, str]:
    """Writes into the directory or a local head: sizes, offsets, names, methods, flags, counts."""
    changed = bytearray(content)
    mark = dice.choice((b"PK\x01\x02", b"PK\x01\x02", b"PK\x05\x06", b"PK\x03\x04"))
    places = [found.start() for found in re.finditer(re.escape(mark), content)]
    place = dice.choice(places)
    size = {b"PK\x01\x02": 46, b"PK\x05\x06": 22, b"PK\x03\x04": 30}[mark]
    for _ in range(dice.randint(1, 2)):
        at = place + dice.randrange(4, size + (12 if mark != b"PK\x05\x06" else 0))
        value = dice.choice((0, 1, 0xFF, 0x7F, dice.randrange(256)))
        if at + 4 <= len(changed) and dice.random() < 0.3:
            changed[at : at + 4] = struct.pack("<L", dice.choice((0, 1, 2**32 - 1, dice.randrange(2**32))))
        elif at < len(changed):
            changed[at] = value
    return bytes(changed), "zip directory"


def xml(content: bytes, dice: Dice) -> tuple[bytes, str]:
    """Changes the structure of one part, never the text of a value, and packs a valid zip again."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = dice.choice([each for each in parts if PARTS.search(each)] + ["xl/worksheets/sheet1.xml"] * 6)
    edit = dice.choice(EDITS)
    parts[name], told = edit(parts[name], dice)
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for each, part in parts.items():
            archive.writestr(each, part)
    return target.getvalue(), told


def without_tag(part: bytes, dice: Dice) -> tuple[bytes, str]:
    """One tag goes, its partner stays."""
    found = picked(TAG, part, dice)
    return part[: found[0]] + part[found[1] :], "tag removed"


def tag_twice(part: bytes, dice: Dice) -> tuple[bytes, str]:
    """One tag stands twice."""
    found = picked(TAG, part, dice)
    return part[: found[1]] + part[found[0] :], "tag twice"


def without_attribute(part: bytes, dice: Dice) -> tuple[bytes, str]:
    """One attribute goes."""
    found = picked(ATTRIBUTE, part, dice)
    name = ATTRIBUTE.match(part, found[0])
    told = f"attribute {name[1].decode() if name else ''} removed"
    return part[: found[0]] + part[found[1] :], told


def attribute_changed(part: bytes, dice: Dice) -> tuple[bytes, str]:
    """The value of one attribute changes."""
    found = ATTRIBUTE.match(part, picked(ATTRIBUTE, part, dice)[0])
    if found is None:
        return part, "nothing"
    old = found[2]
    new = dice.choice((b"", b"0", b"1", b"99", b"x", old + b"0", old[:-1], old.swapcase(), b"4294967295"))
    if found[1] == b"name":
        return part[: found.start(2)] + new + part[found.end(2) :], "name changed"
    return part[: found.start(2)] + new + part[found.end(2) :], f"attribute {found[1].decode()} changed"


def element_renamed(part: bytes, dice: Dice) -> tuple[bytes, str]:
    """Every element of one name gets another."""
    found = picked(TAG, part, dice)
    name = re.match(rb"</?([\w:]+)", part[found[0] : found[1]])
    if name is None:
        return part, "nothing"
    return re.sub(rb"(</?)" + name[1] + rb"(?=[\s/>])", rb"\g<1>" + name[1] + b"x", part), "element renamed"


def element_removed(part: bytes, dice: Dice) -> tuple[bytes, str]:
    """A whole row or cell goes: nobody can tell."""
    found = picked(ELEMENT, part, dice)
    return part[: found[0]] + part[found[1] :], "row or cell removed"


def element_twice(part: bytes, dice: Dice) -> tuple[bytes, str]:
    """A whole row or cell stands twice."""
    found = picked(ELEMENT, part, dice)
    return part[: found[1]] + part[found[0] :], "row or cell twice"


def tags_swapped(part: bytes, dice: Dice) -> tuple[bytes, str]:
    """Two neighbouring tags change places."""
    tags = list(TAG.finditer(part))
    if len(tags) < 2:
        return part, "nothing"
    at = dice.randrange(len(tags) - 1)
    one, two = tags[at], tags[at + 1]
    between = part[one.end() : two.start()]
    return part[: one.start()] + two[0] + between + one[0] + part[two.end() :], "tags swapped"


def between_signs(part: bytes, dice: Dice) -> tuple[bytes, str]:
    """Something that is no text is put into a text or value."""
    texts = list(re.finditer(rb"(?<=<v>)[^<]+(?=</v>)|(?<=<t>)[^<]+(?=</t>)", part))
    if not texts:
        return part, "nothing"
    found = dice.choice(texts)
    at = dice.randrange(found.start(), found.end())
    new = dice.choice((b"<!-- -->", b"<?a b?>", b"<![CDATA[]]>", b"<x/>", b"\x00", b"&nothing;", b"</v><v>"))
    return part[:at] + new + part[at:], "put between"


EDITS: tuple[Edit, ...] = (
    *(without_tag, tag_twice, without_attribute, attribute_changed, element_renamed),
    *(element_removed, element_twice, tags_swapped, between_signs),
)
MADE: dict[str, Edit] = {"bits": bits, "truncation": truncation, "zip directory": directory, "xml": xml}


def picked(pattern: re.Pattern[bytes], part: bytes, dice: Dice) -> tuple[int, int]:
    """The place of one match, (0, 0) without any."""
    places = [found.span() for found in pattern.finditer(part)]
    return dice.choice(places) if places else (0, 0)


def mutant(seed: int) -> tuple[bytes, str, str, int]:
    """The bytes of a seed, its family, what was done, and which original it was made of."""
    dice = random.Random(seed)
    family = FAMILIES[seed % len(FAMILIES)]
    which = dice.randrange(len(originals()))
    content, told = MADE[family](originals()[which], dice)
    return content, family, told, which
