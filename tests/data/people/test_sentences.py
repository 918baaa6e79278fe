"""Every sentence for people is there in both languages with the same values."""

import string

from data.people import sentences


def test_both_languages_say_the_same_values() -> None:
    for key, row in sentences.rows().items():
        fields = [
            {name for _, name, _, _ in string.Formatter().parse(row[lang]) if name} for lang in ("zh", "en")
        ]
        assert row["zh"] and row["en"] and fields[0] == fields[1], key


def test_an_error_says_it_in_both() -> None:
    fault = sentences.PeopleError("account_exists", name="wang")
    assert str(fault) == f"{fault.said('zh')[:-1]} / {fault.said('en')[:-1]}" and "wang" in fault.said("en")
