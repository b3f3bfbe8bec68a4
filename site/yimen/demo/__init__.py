"""The synthetic county: invented people with numbers of the never-assigned province 77, made by the real acts."""
