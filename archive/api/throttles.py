"""How much one address may ask of the API in a while."""
from django.conf import settings
from django.core.cache import caches
from django.utils.functional import cached_property
from rest_framework.request import Request
from rest_framework.throttling import SimpleRateThrottle

from archive.access.visitors import address


class PerAddress(SimpleRateThrottle):
    """So many requests of an address, counted over all processes of this machine."""

    @cached_property
    def cache(self):  # noqa: ANN201
        return caches["limits"]

    def get_rate(self) -> str:
        return settings.API_RATE

    def get_cache_key(self, request: Request, view: object) -> str:
        return f"api {address(request)}"
