"""The words and the shared tables that every stage speaks of."""
