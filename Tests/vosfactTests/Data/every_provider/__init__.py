"""The providers' parts of `every_provider_api.py`.

Each module has a function `answer`, which takes a `Request` and gives a `Told`, or None if the request is none of its
provider's.
"""

import json
import urllib.parse

CREATED = 1_795_000_000
DATE = "2026-11-18T06:26:40Z"


class Request:
    def __init__(self, method, path, body, base):
        self.method, self.path, self.body, self.base = method, path, body, base
        self.parts = urllib.parse.urlsplit(path).path.strip("/").split("/")
        # The last part of the path tells most requests.
        self.last = self.parts[-1]

    @property
    def json(self):
        return json.loads(self.body)

    @property
    def form(self):
        return dict(urllib.parse.parse_qsl(self.body))


class Told:
    """An answer; with a reference it says how that payment stands."""

    def __init__(self, body, reference=None, status=200):
        self.body, self.reference, self.status = body, reference, status
