"""The widget kit. Knows no stage."""
