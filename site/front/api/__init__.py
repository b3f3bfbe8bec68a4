"""`/api/`: what the public pages show, as JSON for other heads; read only, knows nobody, sets no cookie."""
