"""The budget as a matrix: where its numbers stand in the file, typing them, spreading what is left."""
