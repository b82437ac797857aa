"""Services that moto does not have: operations are methods of a response class, named and read as botocore describes them."""

from __future__ import annotations

import re
from types import SimpleNamespace
from typing import Any

import moto.backend_index
import moto.backends
from moto.core.exceptions import ServiceException
from moto.core.responses import BaseResponse


class NotFound(ServiceException):
    code = "ResourceNotFoundException"


class AddedService(BaseResponse):
    """What all added services share. Each has a `name`, as in botocore, and keeps what it was given by region."""

    name: str

    def __init__(self) -> None:
        super().__init__(service_name=self.name)
        self.automated_parameter_parsing = True

    @property
    def kept(self) -> dict[str, Any]:
        return type(self).__dict__["regions"].setdefault(self.region, {})

    def arn(self, resource: str) -> str:
        return f"arn:aws:{self.name}:{self.region}:{self.current_account}:{resource}"

    def found(self, key: str) -> dict[str, Any]:
        try:
            return self.kept[key]
        except KeyError:
            raise NotFound(f"{key} does not exist.") from None


def serve(service: type[AddedService]) -> None:
    """Routes what is signed for a service to its class."""
    if service.name in moto.backends.list_of_moto_modules():
        raise RuntimeError(f"moto has {service.name} by now: remove the extension")
    service.regions = {}
    paths = {"/": service.dispatch, "/<path:rest>": service.dispatch}
    routes = {"global": SimpleNamespace(flask_paths=paths)}
    moto.backend_index.backend_url_patterns.append((service.name, re.compile(rf"https?://{service.name}\.(.+)\.amazonaws\.com")))
    others = moto.backends.get_backend
    moto.backends.get_backend = lambda name: routes if name == service.name else others(name)
