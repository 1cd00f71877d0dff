"""What holds for every test: no time limit on an example, since the machine may be busy with others."""

import os

from hypothesis import settings

# Continuous integration judges a change by the same examples each time; new ones are looked for elsewhere.
settings.register_profile("project", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("project")
