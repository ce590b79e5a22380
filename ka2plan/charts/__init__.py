"""What a Gantt chart shows, once for every surface that draws one: rows, bars, the scale of time."""
