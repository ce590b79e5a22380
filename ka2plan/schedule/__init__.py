"""Dependencies of a plan as a network: links, earliest and latest dates, slack.

What moves when something slips is in ``slip``, what networkx answers in ``graph_questions``, the JSON forms in
``forms``.
"""

from ka2plan.schedule.broken import Violation
from ka2plan.schedule.graph import Dependency
from ka2plan.schedule.schedule import Dates, Network

__all__ = [
    "Dates",
    "Dependency",
    "Network",
    "Violation",
]
