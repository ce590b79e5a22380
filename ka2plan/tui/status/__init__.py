"""How a running project stands: what is late, runs, comes next, is owed and was done; and noting what happened."""
