"""The register of near relatives at the desk."""
