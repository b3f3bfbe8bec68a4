"""The scenes of the dialogue, one file each; `step` finds them by name."""
