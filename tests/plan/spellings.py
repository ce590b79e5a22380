"""Spellings of amounts, and what they mean on every surface."""

from __future__ import annotations

from decimal import Decimal

AMOUNTS = (
    ("12000", 12_000), ("12.000", 12_000), ("12,000", 12_000), ("12 000", 12_000), ("12'000", 12_000),
    ("12\u2019000", 12_000), ("12\u00b4000", 12_000), ("12_000", 12_000), ("12\u00a0000", 12_000),
    ("12\u202f000", 12_000), ("12\u2009000", 12_000), ("12\u00ad000", 12_000), ("\ufeff12000", 12_000),
    ("12 000,50", Decimal("12000.50")), ("12.000,50", Decimal("12000.50")), ("12,000.50", Decimal("12000.50")),
    ("12'000.50", Decimal("12000.50")), ("1.250.000", 1_250_000), ("1,250,000", 1_250_000), ("1.234", 1_234),
    ("12.5", Decimal("12.5")), ("12,50", Decimal("12.50")), ("12,00", 12), ("0,5", Decimal("0.5")),
    (".5", Decimal("0.5")), ("0.500", Decimal("0.5")), ("1234.500", Decimal("1234.5")), ("12.", 12),
    ("12k", 12_000), ("12 K", 12_000), ("12,5k", 12_500), ("1.25k", 1_250), ("€ 12.000", 12_000),
    ("12.000 €", 12_000), ("12000EUR", 12_000), ("eur 12 000", 12_000), ("12 euros", 12), ("12 evrov", 12),
    ("12.000,- €", 12_000), ("12.000,\u2014", 12_000),
    ("12.000,--", 12_000), ("1200+300", 1_500), ("1.200 - 200", 1_000), ("5%", 12_500),
    ("2,5 %", 6_250), ("+500", 500), ("1e3", 1_000), ("1.2E+05", 120_000), ("0", 0), ("-0", 0),
    ("\u0661\u0662\u066c\u0660\u0660\u0660", 12_000), ("\u0661\u0662\u066b\u0665", Decimal("12.5")),
    ("\uff11\uff12\uff0c\uff10\uff10\uff10", 12_000),
)  # fmt: skip
"""What is typed for money, and the amount that is meant."""

NO_AMOUNTS = (
    ("1.234k", "can be read as 1234000 or as 1234"),
    ("1.2345", "more than two decimals"),
    ("1234.567", "more than two decimals"),
    ("1.234,567", "more than two decimals"),
    ("-500", "cannot be negative"),
    ("\u2212500", "cannot be negative"),
    ("(500)", "cannot be negative"),
    ("$ 12", "another currency"),
    ("12 CHF", "another currency"),
    *(
        (typed, "is not a number")
        for typed in ("much", "1.23.456", "12,34,567", "12 00", "1,2,3", "12\u00b2", "\u00bd")
    ),
    *((typed, "is not a number") for typed in ("", "--5", "inf", "nan", "1_", "12 months", "1+", "0x10", "k", "%")),
    ("1e40", "cannot be used as a number"),
    ("1e-999999999", "is not a number"),
)
"""What is typed for money, and why it is not taken."""
