"""Step Functions: the check of a definition, which Terraform asks for in every plan (here it is only read as JSON with a start), and
the versions of a state machine, of which nobody publishes any."""

from __future__ import annotations

import json

from moto.stepfunctions.responses import StepFunctionResponse

from .patching import add


def apply() -> None:
    @add(StepFunctionResponse, "validate_state_machine_definition")
    def validate_state_machine_definition(self: StepFunctionResponse) -> str:
        try:
            definition = json.loads(self._get_param("definition"))
            problem = None if definition["StartAt"] in definition["States"] else "StartAt names no state"
        except (KeyError, TypeError, ValueError) as error:
            problem = f"The definition cannot be read: {error}"
        diagnostics = [{"severity": "ERROR", "code": "SCHEMA_VALIDATION_FAILED", "message": problem}] if problem else []
        return json.dumps({"result": "FAIL" if problem else "OK", "diagnostics": diagnostics})

    @add(StepFunctionResponse, "list_state_machine_versions")
    def list_state_machine_versions(self: StepFunctionResponse) -> str:
        return json.dumps({"stateMachineVersions": []})
