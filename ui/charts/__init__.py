"""Pure functions from chart data to plotly figures."""
