"""A usual page of the same figures: six Altair charts from cached pandas frames, built on every click."""

import altair as alt
import duckdb
import pandas as pd
import streamlit as st

from data.keep import pointer

STATEMENTS = ("T01", "T05", "T10", "T18", "T24", "T16")
ASKED = "SELECT * FROM progress WHERE item = '' AND sector = 'TOTAL' AND basis IN ('calorific', '')"
st.set_page_config(layout="wide")


@st.cache_data
def rows() -> pd.DataFrame:
    """Every figure of the published snapshot, as a page that knows of no roll-ups keeps them."""
    with duckdb.connect(str(pointer.current()), read_only=True) as database:
        frame: pd.DataFrame = database.sql(ASKED).df()
    frame["month_start"] = pd.to_datetime({"year": frame["year"], "month": frame["month"], "day": 1})
    return frame


places = sorted(set(rows()["region"]))
place = st.query_params.get("region") or st.selectbox("region", places, key="filter-region")
for statement in STATEMENTS:
    chosen = rows()
    chosen = chosen[(chosen["statement"] == statement) & (chosen["region"] == place)]
    line = (
        alt.Chart(chosen)
        .mark_line(point=True)
        .encode(x="month_start:T", y="value:Q", tooltip=["period:N", "value:Q", "status:N"])
    )
    goal = alt.Chart(chosen).mark_line(strokeDash=[4, 4]).encode(x="month_start:T", y="target:Q")
    drawn = (line + goal).properties(usermeta={"embedOptions": {"renderer": "svg"}})
    st.altair_chart(drawn, key=statement)
