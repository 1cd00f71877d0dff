"""The comparison of areas as a Streamlit page: the chosen indicator and areas are in the address."""

import os

import duckdb
import plotly.express as px
import streamlit as st


@st.cache_data
def figures():
    """Return all figures, read once."""
    connection = duckdb.connect(os.environ["WAREHOUSE"], read_only=True)
    frame = connection.execute("select indicator_id, area_id, period, value from mart.indicator_value").df()
    connection.close()
    return frame


frame = figures()
areas = st.query_params.get_all("area")
indicator = st.query_params.get("indicator", "unemployment_share")
chosen = frame[(frame["indicator_id"] == indicator) & (frame["area_id"].isin(areas))]
st.plotly_chart(px.line(chosen, x="period", y="value", color="area_id", title=indicator))
