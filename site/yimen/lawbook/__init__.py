"""The law book: what the packs say, where it acts, which test proves it, and the order of steps as a drawing."""
