"""The workload: who has how much to do in which month."""
