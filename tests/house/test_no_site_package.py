"""`site/` is a folder on the path, never a package: `site` is a module of the standard library."""

from django.conf import settings


def test_site_is_a_folder_and_not_a_package():
    assert (settings.BASE_DIR / "site").is_dir()
    assert not (settings.BASE_DIR / "site" / "__init__.py").exists()
