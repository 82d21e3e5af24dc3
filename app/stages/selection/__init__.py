"""Selection: finding the RIGHT people."""
