"""Comments are added beside those of people; conversations and drawings that are no XML stay as they are."""

from data.ingest.mark_comments import commented, drawn

OLD = (
    "<comments><authors><author>张三</author><author>tc={1}</author></authors><commentList>"
    '<comment ref="A1" authorId="0"><text><t>看这里</t></text></comment>'
    '<comment ref="A2" authorId="1"><text><t>[Threaded comment]</t></text></comment>'
    '<comment ref="A3" authorId="0"><text><r><t>一</t></r><phoneticPr fontId="1"/></text></comment>'
    "</commentList></comments>"
)


def test_a_text_goes_behind_what_a_person_wrote() -> None:
    after, fresh = commented(OLD.encode(), {(1, 1): "错<", (2, 1): "错", (3, 1): "错", (4, 2): "新"}, "u")
    said = after.decode()
    run = '<r><t xml:space="preserve">\n{}</t></r>'
    assert f"<text><r><t>看这里</t></r>{run.format('错&lt;')}</text>" in said
    assert "<text><t>[Threaded comment]</t></text>" in said, "a conversation is left as it is"
    assert f"<r><t>一</t></r>{run.format('错')}<phoneticPr" in said
    assert fresh == [(4, 2)] and '<comment ref="B4" authorId="2">' in said


def test_a_part_is_made_where_there_is_none() -> None:
    after, fresh = commented(b"", {(1, 1): "一", (1, 2): "二"}, "u")
    assert after.decode().count("<comment ref=") == 2 and b"<author>" in after and len(fresh) == 2
    assert commented(b"<comments/>", {(1, 1): "x"}, "u") == (b"<comments/>", [])


def test_shapes_are_numbered_apart_and_stay_on_the_sheet() -> None:
    made = drawn(b"", {(1, 1): "一", (1_048_576, 16_384): "二" * 500}, 3).decode()
    assert 'data="3"' in made and "_x0000_s3073" in made and "_x0000_s3074" in made
    assert made.count('id="_x0000_t202"') == 1 and "<x:Row>1048575</x:Row>" in made
    again = drawn(made.encode(), {(5, 5): "三"}, 3).decode()
    assert again.count('id="_x0000_t202"') == 1 and '"_x0000_s3075"' in again


def test_a_drawing_that_is_no_xml_is_added_to_as_bytes() -> None:
    loose = b'<xml><v:shape id="_x0000_s1025"><br></v:shape></xml>'
    after = drawn(loose, {(1, 1): "x"}, 1)
    assert after.startswith(loose[:-6]) and after.endswith(b"</xml>") and b"_x0000_s1026" in after
    assert drawn(b"no drawing", {(1, 1): "x"}, 1) == b"no drawing"
