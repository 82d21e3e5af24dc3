"""Question banks, competency library, scales and wording rules, kept as data."""
