"""The rows of members: place by place, who is missing first and by name."""

from pages.charts import members


def member(group: str, name: str, standing: str) -> dict[str, str]:
    return {"group": group, "name": name, "standing": standing, "told": f"{name} {group}"}


def test_who_is_missing_stands_first_and_is_named() -> None:
    rows = [
        *(member("柳北区", name, "in") for name in "甲乙"),
        member("柳北区", "丙", "missing"),
        member("鹿寨县", "丁", "waiting"),
    ]
    made = members.data(rows).to_pylist()
    marks = [(row["name"], row["place"], row["standing"]) for row in made if row["standing"] in members.ORDER]
    assert marks == [
        ("柳北区", 1, "missing"), ("柳北区", 2, "in"), ("柳北区", 3, "in"), ("鹿寨县", 1, "waiting"),
    ]  # fmt: skip
    assert [row["label"] for row in made if row["label"]] == ["丙"]


def test_more_than_one_missing_of_a_place_are_not_all_written() -> None:
    made = members.data([member("柳北区", name, "missing") for name in "甲乙丙"]).to_pylist()
    assert [row["label"] for row in made if row["label"]] == ["甲…"]
