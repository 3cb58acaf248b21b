"""Who asks, as far as an address tells."""
from ipaddress import IPv6Address, ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest

UNKNOWN = "unknown"


def address(request: HttpRequest) -> str:
    """The asker's address; of IPv6 the network of 64 bits, which is one household's.

    What a request says of its way is believed as far as our own proxies wrote it, which settings.PROXIES counts.
    """
    told = [each.strip() for each in request.headers.get("X-Forwarded-For", "").split(",")]
    way = [*filter(None, told), request.META.get("REMOTE_ADDR", "")]
    try:
        found = ip_address(way[-1 - min(settings.PROXIES, len(way) - 1)])
    except ValueError:
        return UNKNOWN
    if isinstance(found, IPv6Address):
        found = found.ipv4_mapped or ip_network((found, 64), strict=False)
    return str(found)
