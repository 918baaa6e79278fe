"""Tells remarks at the foot of a table, and the line of those who filled it in, from names of things."""

import functools
import re

_NOTE = re.compile(
    r"^[\s(（*]*(?:(?:注|附注|注释|说明|备注|notes?|source|data source)\s*(?:\d+|\d*\s*[:：、.)）])"
    r"|(?:资料|数据)来源\s*[:：]?)",
    re.I,
)
_HEADLESS = re.compile(r"^\s*(?:注|附注|注释|说明|备注)(?:\s+\S|\s*$)")
_SIGNED = re.compile(
    r"^\s*(?:填表|填报|制表|审核|复核|联系|单位负责人|统计负责人)"
    r"(?:[^:：]{0,12}[:：]|(?:人|者|员|日期|时间|单位|部门|电话|方式)?(?:[\s(（\d]|$))"
)


def is_note(text: str) -> bool:
    """A remark with its mark: “注：…”, “注1 …”, “资料来源 …”, “Source: …”."""
    return bool(_NOTE.match(text))


@functools.lru_cache(maxsize=20_000)
def is_foot(text: str) -> bool:
    """A remark, also “说明” by itself, or who filled in and checked (“审核人：…”); 注塑厂 is neither."""
    return is_note(text) or bool(_HEADLESS.match(text) or _SIGNED.match(text))
