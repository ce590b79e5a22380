"""The tables of a plan, once for the terminal, for files and for the editor: headings, values, totals."""
