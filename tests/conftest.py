"""What holds for every test: no time limit on an example, since the machine may be busy with others."""

from hypothesis import settings

settings.register_profile("project", deadline=None)
settings.load_profile("project")
