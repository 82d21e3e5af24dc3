"""The engagement file: one encrypted SQLite file, its history, its ledger, its backups."""
