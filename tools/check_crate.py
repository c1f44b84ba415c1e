"""Validate built folders as RO-Crates 1.2, by roc-validator and without a network.

    python tools/check_crate.py outputs/linfen-2023h1 …

Needs `roc-validator` and `rocrate`, which holds the context that the validator would fetch. Exit
code 1 and the issues, if one breaks what the specification requires.
"""

from __future__ import annotations

import io
import sys
from email.message import Message
from pathlib import Path
from urllib.request import HTTPSHandler, Request, build_opener, install_opener
from urllib.response import addinfourl

import rocrate
from requests import PreparedRequest, Response, Session
from requests.adapters import HTTPAdapter
from rocrate_validator.services import ValidationSettings, validate

CONTEXT = (Path(rocrate.__file__).parent / "data" / "ro-crate.jsonld").read_bytes()
ADDRESS = "https://w3id.org/ro/crate/"
TYPE = "application/ld+json"


class Kept(HTTPAdapter):
    """Answers requests with the context."""

    def send(self, request: PreparedRequest, **_: object) -> Response:
        """Return the context, whichever version is asked for."""
        if not str(request.url).startswith(ADDRESS):
            raise OSError(f"asked for {request.url}")
        answer = Response()
        answer.status_code, answer.url, answer.request = 200, str(request.url), request
        answer.headers["Content-Type"] = TYPE
        answer.raw = io.BytesIO(CONTEXT)
        return answer


class KeptToo(HTTPSHandler):
    """Answers rdflib with the context."""

    def https_open(self, request: Request) -> addinfourl:
        """Return the context, whichever version is asked for."""
        if not request.full_url.startswith(ADDRESS):
            raise OSError(f"asked for {request.full_url}")
        head = Message()
        head["Content-Type"] = TYPE
        return addinfourl(io.BytesIO(CONTEXT), head, request.full_url, 200)


def main() -> int:
    """Return how many of the folders are no valid crate, with their issues told."""
    Session.get_adapter = lambda *_, **__: Kept()
    install_opener(build_opener(KeptToo))
    wrong = 0
    for folder in sys.argv[1:]:
        settings = {
            "rocrate_uri": folder,
            "profile_identifier": "ro-crate-1.2",
            "no_cache": True,
            "abort_on_first": False,
        }
        found = validate(ValidationSettings.parse(settings)).get_issues()
        print(folder, "is a valid RO-Crate" if not found else f"breaks {len(found)} requirements")
        for issue in found:
            print(f"  {issue.check.identifier}: {issue.message}")
        wrong += bool(found)
    return min(wrong, 1)


if __name__ == "__main__":
    sys.exit(main())
