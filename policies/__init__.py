"""The law: programmes, versions, parameters, materials, calendar, amounts."""
