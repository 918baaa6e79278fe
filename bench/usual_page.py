"""A usual page: six Altair charts built from cached pandas frames on every click."""

import altair as alt
import numpy as np
import pandas as pd
import streamlit as st

st.set_page_config(layout="wide")


@st.cache_data
def rows() -> pd.DataFrame:
    """Made-up monthly figures of fifteen places."""
    made = np.random.default_rng(7)
    months = pd.date_range("2021-02-01", "2026-09-01", freq="MS")
    places = [f"p{n:02d}" for n in range(15)]
    frame = pd.MultiIndex.from_product([places, months], names=["place", "month"]).to_frame(index=False)
    for name in "abcdef":
        frame[name] = made.normal(10, 3, len(frame)).cumsum()
    return frame


place = st.query_params.get("region", "p00")
chosen = rows()
chosen = chosen[chosen["place"] == (place if place in set(chosen["place"]) else "p00")]
for name in "abcdef":
    line = alt.Chart(chosen).mark_line().encode(x="month:T", y=f"{name}:Q", tooltip=["month:T", f"{name}:Q"])
    goal = alt.Chart(pd.DataFrame({"y": [15.8]})).mark_rule(strokeDash=[4, 4]).encode(y="y:Q")
    st.altair_chart(line + goal, key=name)
