#!/usr/bin/env python3
"""Serves the AWS emulator (moto, plus what extensions/ adds) on this machine only.

Everything is kept in memory: stopping it forgets every resource. Ctrl-C and SIGTERM end it.
"""

from __future__ import annotations

import argparse
import logging
import os
import signal
import sys
import threading
from collections import OrderedDict

# IAM's managed policies exist in every real account, and roles attach them. Read when moto is first imported.
os.environ.setdefault("MOTO_IAM_LOAD_MANAGED_POLICIES", "true")

try:
    from moto.server import DomainDispatcherApplication, create_backend_app
    from werkzeug.serving import make_server
except ImportError as error:
    sys.exit(
        f"The AWS emulator needs a package that is missing: {error.name}. "
        "Install it with: pip install -r infrastructure/emulator/requirements.txt"
    )

import extensions


def parse_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, required=True, help="port on 127.0.0.1; 0 takes a free one")
    parser.add_argument("--verbose", action="store_true", help="log every request")
    return parser.parse_args()


def telling_repetitions(application):
    """Tells of requests that a client sends once more, and of answers that make it do so.

    What is not idempotent, such as creating a policy, fails when it is repeated; without this line its error says nothing of why.
    """

    def serve(environ, start_response):
        described = f"{environ['REQUEST_METHOD']} {environ['PATH_INFO']} of {environ.get('HTTP_USER_AGENT', '')[-120:]}"
        attempt = environ.get("HTTP_AMZ_SDK_REQUEST", "")
        if attempt and not attempt.startswith("attempt=1;"):
            print(f"Sent again ({attempt}): {described}", file=sys.stderr, flush=True)

        def respond(status, headers, *more):
            if status.startswith("5"):
                print(f"Answered {status}: {described}", file=sys.stderr, flush=True)
            return start_response(status, headers, *more)

        return application(environ, respond)

    return serve


# Answers that are kept for a client that lost one: more than are on their way at any time.
REMEMBERED_ANSWERS = 1000


def answering_once(application):
    """Answers a request that comes again as before, instead of doing it twice.

    Under load a client now and then loses an answer on the loopback and sends the request again, under the same invocation id. Done
    twice, a lock would be held by the very run that asks for it. Answers that tell a client to try again are not kept.
    """

    answers: OrderedDict[str, tuple[str, list, bytes]] = OrderedDict()
    guard = threading.Lock()

    def serve(environ, start_response):
        invocation = environ.get("HTTP_AMZ_SDK_INVOCATION_ID", "")
        if not invocation or environ["REQUEST_METHOD"] in ("GET", "HEAD"):
            return application(environ, start_response)
        with guard:
            answer = answers.get(invocation)
        if answer is None:
            told = []

            def keep(status, headers, *more):
                told[:] = [status, headers]

            chunks = application(environ, keep)
            try:
                body = b"".join(chunks)
            finally:
                getattr(chunks, "close", lambda: None)()
            answer = (*told, body)
            if not answer[0].startswith("5"):
                with guard:
                    answers[invocation] = answer
                    while len(answers) > REMEMBERED_ANSWERS:
                        answers.popitem(last=False)
        status, headers, body = answer
        start_response(status, headers)
        return [body]

    return serve


def main() -> None:
    arguments = parse_arguments()
    if not arguments.verbose:
        logging.getLogger("werkzeug").setLevel(logging.ERROR)

    extensions.apply()
    try:
        server = make_server(
            # Loopback only: whoever reaches the emulator may do anything in it.
            "127.0.0.1",
            arguments.port,
            telling_repetitions(answering_once(DomainDispatcherApplication(create_backend_app))),
            threaded=True,
        )
    except (OSError, SystemExit):
        sys.exit(f"Port {arguments.port} is taken. Stop what uses it, or name another with --port.")

    # moto builds URLs of its own from this (in CloudFormation and the like).
    os.environ.setdefault("MOTO_PORT", str(server.server_port))
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    print(f"AWS emulator answers on http://127.0.0.1:{server.server_port}", flush=True)
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        pass


if __name__ == "__main__":
    main()
