"""A page of every kind of element that draws Markdown, fed with hostile texts made plain; for the browser."""

import streamlit as st

from pages.speech.plain import listed, plain
from tests.support.hostile import NASTY

for number, text in enumerate(NASTY):
    made = plain(text)
    with st.container(key=f"nasty-{number}"):
        st.warning(made, icon=":material/info:")
        st.error(listed([text]))
        st.caption(made)
        st.download_button(made, data=b"", file_name="a", key=f"download-{number}")
        st.segmented_control(made, ["a"], format_func={"a": made}.__getitem__, key=f"segment-{number}")
        st.text_input(made, key=f"text-{number}")
        st.expander(made)
        st.status(made)
HELP = plain(NASTY[0])
st.button("help", help=HELP, key="help")
st.selectbox("box", ["a"], format_func=lambda _: NASTY[0], key="box")
st.dataframe(
    {"a": [NASTY[0]]},
    column_config={"a": st.column_config.TextColumn(NASTY[0])},
    key="table",
)
if st.button("dialog", key="dialog"):
    st.toast(HELP)
    st.dialog(HELP)(lambda: st.write("inside"))()
st.html('<p class="peak-foot">end</p>')
