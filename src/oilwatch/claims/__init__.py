"""Claims: the figures about oil that a story states, and what the record says of each."""
