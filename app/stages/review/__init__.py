"""Performance Review and Development: outcome-based assessments that lead people to grow."""
