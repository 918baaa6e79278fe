"""Names are spelled as people type them: without tones, ü as v, signs of two readings both ways."""

import pytest

from data.plan import plan
from pages.speech import pinyin


@pytest.mark.parametrize(
    ("name", "spelled", "initials"),
    [
        ("柳北区", "liubeiqu", "lbq"),
        ("绿色工厂", "lvsegongchang", "lsgc"),
        ("重点行业", "zhongdianhangye", "zdhy"),
        ("C31 钢铁", "c31gangtie", "c31gt"),
        ("三江县", "sanjiangxian", "sjx"),
    ],
)
def test_a_name_is_spelled_by_syllables_and_initials(name: str, spelled: str, initials: str) -> None:
    assert spelled in pinyin.spelled(name) and initials in pinyin.initials(name)


def test_signs_of_two_readings_are_found_by_both_and_stay_few() -> None:
    assert {"hang", "xing"} <= set(pinyin.readings()["行"])
    assert {"zhongxing", "zhonghang"} <= set(pinyin.spelled("重行"))
    assert len(pinyin.spelled("行长重率调降" * 5)) <= pinyin.MOST


def test_every_name_of_the_plan_can_be_typed() -> None:
    known = plan()
    names = [one.name for things in (known.statements, known.regions, known.tasks) for one in things.values()]
    silent = {
        sign for name in names for sign in name if "一" <= sign <= "鿿" and sign not in pinyin.readings()
    }
    assert silent == set() and len(pinyin.readings()) == 6763
