"""What holds for every test: properties are tried without a clock, for a busy machine is not a broken program.

Nothing is kept in the user's own cache: each run of the tests has one to itself.
"""

import atexit
import os
import shutil
import tempfile

from hypothesis import HealthCheck, settings

os.environ["XLSREPORT_CACHE"] = tempfile.mkdtemp(prefix="xlsreport-cache-")
atexit.register(shutil.rmtree, os.environ["XLSREPORT_CACHE"], ignore_errors=True)

settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("patient")
