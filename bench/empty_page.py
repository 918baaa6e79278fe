"""The floor: a page that says one word, with garbage collection frozen as ours is."""

import gc

import streamlit as st


@st.cache_resource
def freeze() -> bool:
    """Once per process."""
    gc.collect()
    gc.freeze()
    return True


freeze()
st.write(st.query_params.get("region", "empty"))
