"""The effort as a matrix: who works how much for what, typed where it stands, spread and shared out."""
