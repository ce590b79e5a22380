"""Words that a user reads: translations, figures, dates, and text made visible; the ground floor."""
