"""The finished binder: asks every stage for its part, in order, for one edition."""
