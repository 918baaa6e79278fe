"""The gate in front of Streamlit: who comes in, under which name, and what answers carry.

`routes` is the one place that knows Streamlit's routes, `front` the way of a request.
"""

from setup.gate.front import Gate, install

__all__ = ["Gate", "install"]
