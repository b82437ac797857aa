"""Lambda: a function in Python is run on this machine, with this Python and against this emulator. moto wants Docker for it; without
it a rotation of a secret would say that it is done, and leave a secret without a value."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import tempfile
import zipfile
from typing import Any

from moto.awslambda.models import LambdaFunction

from .patching import replace

# Reads an event and writes what the handler gives, apart from what the code prints.
RUN = """
import importlib, json, sys
module, name = sys.argv[1].rsplit(".", 1)
answer = getattr(importlib.import_module(module.replace("/", ".")), name)(json.load(sys.stdin), None)
open(sys.argv[2], "w").write(json.dumps(answer))
"""


def apply() -> None:
    @replace(LambdaFunction, "_invoke_lambda")
    def _invoke_lambda(original: Any, self: LambdaFunction, event: Any = None) -> tuple[str, bool, str]:
        if not str(self.run_time).startswith("python"):
            return original(event)
        with tempfile.TemporaryDirectory() as directory:
            zipfile.ZipFile(io.BytesIO(self.code_bytes)).extractall(directory)
            answer = os.path.join(directory, ".answer")
            environment = {
                **{name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ},
                "AWS_ACCESS_KEY_ID": "test",
                "AWS_SECRET_ACCESS_KEY": "test",
                "AWS_REGION": self.region,
                "AWS_DEFAULT_REGION": self.region,
                "AWS_ENDPOINT_URL": f"http://127.0.0.1:{os.environ['MOTO_PORT']}",
                "NO_PROXY": "127.0.0.1",
                **self.environment_vars,
            }
            ended = subprocess.run(
                [sys.executable, "-c", RUN, self.handler, answer],
                cwd=directory, env=environment, input=json.dumps(event or {}), capture_output=True, text=True, timeout=int(self.timeout),
            )
            if ended.returncode == 0:
                with open(answer, encoding="utf-8") as file:
                    return file.read(), False, ended.stderr
            return json.dumps({"errorMessage": ended.stderr.strip().splitlines()[-1]}), True, ended.stderr
