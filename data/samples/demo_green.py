"""Demonstration register of green factories: at both levels, withdrawn, re-listed."""

import datetime
import random

from data.ingest.words.credit_codes import check_character
from data.plan import plan
from data.samples.workbook import Cell

# number, level, batch, published on, county, sector, withdrawn on
LISTED = [
    (1, "自治区级", "2021年", "2021-11-18", "450205", "C31", None),
    (2, "自治区级", "2021年", "2021-11-18", "450203", "C36", None),
    (3, "自治区级", "2021年", "2021-11-18", "450204", "C35", None),
    (4, "自治区级", "2022年", "2022-12-09", "450206", "C30", None),
    (5, "自治区级", "2022年", "2022-12-09", "450223", "C26", "2026-03-31"),
    (6, "自治区级", "2022年", "2022-12-09", "450222", "C13", "2024-06-30"),
    (1, "国家级", "2022年度", "2023-02-09", "450205", "C31", None),
    (7, "自治区级", "2023年", "2023-11-27", "450204", "C34", None),
    (8, "自治区级", "2023年", "2023-11-27", "450203", "C36", None),
    (9, "自治区级", "2023年", "2023-11-27", "Z-LIUDONG", "C36", None),
    (10, "国家级", "2023年度", "2024-01-19", "450205", "C33", "2026-03-31"),
    (11, "自治区级", "2024年", "2024-10-15", "450202", "C38", None),
    (12, "自治区级", "2024年", "2024-10-15", "450224", "C20", None),
    (13, "国家级", "2024年度", "2025-01-23", "Z-YANGHE", "C35", None),
    (6, "自治区级", "2025年", "2025-09-30", "450222", "C13", None),
    (14, "自治区级", "2025年", "2025-09-30", "450225", "C22", None),
    (15, "自治区级", "2025年", "2025-09-30", "450206", "C30", None),
]


def credit_code(number: int) -> str:
    """A code whose check characters hold but whose body says DEM: no real enterprise has it."""
    rng = random.Random(number)
    body = "91450200MADEM" + "".join(rng.choice("0123456789") for _ in range(1)) + f"{number:03d}"
    return body + check_character(body)


def rows(until: datetime.date) -> list[dict[str, Cell]]:
    """The register as it stood on a day: later listings and withdrawals are not yet known."""
    made: list[dict[str, Cell]] = []
    for number, level, batch, published, region, sector, withdrawn in LISTED:
        gone = datetime.date.fromisoformat(withdrawn) if withdrawn else None
        if datetime.date.fromisoformat(published) > until:
            continue
        left = gone is not None and gone <= until
        made.append(
            {
                "credit_code": credit_code(number),
                "enterprise": f"演示企业{number:02d}（虚构）",
                "kind": "工厂",
                "level": level,
                "batch": batch,
                "document": f"演示〔{published[:4]}〕{number}号",
                "published_on": datetime.date.fromisoformat(published),
                "region": plan().regions[region].name,
                "sector": sector,
                "state": "移出" if left else "有效",
                "withdrawn_on": gone if left else None,
            }
        )
    return made
