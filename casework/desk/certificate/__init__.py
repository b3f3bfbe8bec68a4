"""The register of certificates at the desk."""
