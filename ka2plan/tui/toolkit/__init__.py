"""Parts of a terminal interface that know no plan: drawing, lists, inputs, dialogs, keys, the terminal."""
