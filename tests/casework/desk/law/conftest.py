"""Who looks after the law: the county's officer of the town, and an editor without a post."""

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from casework.actions.staffing import editing_groups


@pytest.fixture
def editor(town):
    """尤编辑 keeps the tables of the law and holds no post."""
    user = get_user_model().objects.create_user("bianji", first_name="尤编辑")
    user.groups.add(editing_groups()[0])
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client
