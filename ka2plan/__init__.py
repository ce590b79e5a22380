"""ka2plan plans, checks and merges consortium projects of Erasmus+ Key Action 2."""

__version__ = "0.2.0.dev1"
