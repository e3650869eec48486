"""What holds for every test: properties are tried without a clock, for a busy machine is not a broken program."""

from hypothesis import HealthCheck, settings

settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("patient")
