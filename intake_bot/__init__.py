"""The chat door: a pure dialogue and its adapters."""
