"""What every feature of the editor stands on: the screen, its lines, views, commands and the open plan."""
