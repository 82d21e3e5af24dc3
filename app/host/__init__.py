"""The computer we run on: folders, settings, secrets, logs. No client data."""
