"""EFS: whether a file system is backed up, decided after it was made (moto takes it only with the file system itself), and the end
of a file system's policy."""

from __future__ import annotations

import json
from typing import Any

from moto.efs.models import EFSBackend
from moto.efs.responses import EFSResponse

from .patching import add, replace


def apply() -> None:
    @add(EFSResponse, "put_backup_policy")
    def put_backup_policy(self: EFSResponse) -> tuple[str, dict[str, str]]:
        policy = self._get_param("BackupPolicy")
        self.efs_backend.file_systems_by_id[self._get_param("FileSystemId")].platform_backup = policy
        return json.dumps({"BackupPolicy": policy}), {"Content-Type": "application/json"}

    @add(EFSResponse, "delete_file_system_policy")
    def delete_file_system_policy(self: EFSResponse) -> tuple[str, dict[str, str]]:
        self.efs_backend.file_systems_by_id[self._get_param("FileSystemId")].file_system_policy = None
        return "{}", {"Content-Type": "application/json"}

    @replace(EFSBackend, "describe_backup_policy")
    def describe_backup_policy(original: Any, self: EFSBackend, file_system_id: str) -> dict[str, str]:
        return getattr(self.file_systems_by_id[file_system_id], "platform_backup", None) or original(file_system_id)
