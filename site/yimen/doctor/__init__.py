"""The doctor of the house: one check per question an operator would ask, each with its mend."""
