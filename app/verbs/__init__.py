"""What the program does without a window: sample, export, binder, check, json."""
