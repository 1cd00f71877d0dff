"""The comparison of areas as Dash pages are usually written: pandas in memory, plotly express in the callback."""

import os

import duckdb
import plotly.express as px
from dash import Dash, Input, Output, dcc, html

connection = duckdb.connect(os.environ["WAREHOUSE"], read_only=True)
data = connection.execute(
    "select figure.indicator_id, area.name_fi as area, figure.area_id, figure.period, figure.value "
    "from mart.indicator_value as figure inner join core.area as area using (area_id)"
).df()
connection.close()
app = Dash(__name__)
app.layout = html.Div(
    [
        dcc.Dropdown(sorted(data["indicator_id"].unique()), id="indicator"),
        dcc.Dropdown(sorted(data["area_id"].unique()), id="areas", multi=True),
        dcc.Graph(id="graph"),
    ]
)


@app.callback(Output("graph", "figure"), Input("indicator", "value"), Input("areas", "value"))
def draw(indicator, areas):
    """Draw one indicator of the chosen areas over time."""
    chosen = data[(data["indicator_id"] == indicator) & (data["area_id"].isin(areas))]
    return px.line(chosen, x="period", y="value", color="area", title=indicator)


server = app.server
