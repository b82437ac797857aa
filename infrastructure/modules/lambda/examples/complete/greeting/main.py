"""Greets whoever is named in the event."""

import json
import os


def handler(event, context):
    # One JSON object on a line: CloudWatch Logs finds it by field.
    print(json.dumps({"level": os.environ["LOG_LEVEL"], "request": context.aws_request_id}))
    return {"message": f"Hello, {event.get('name', 'nobody')}!"}
