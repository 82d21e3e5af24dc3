"""Foundation: purpose, values, competencies, people and outcome-based job descriptions."""
