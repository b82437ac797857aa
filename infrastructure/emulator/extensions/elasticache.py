"""ElastiCache: user groups, the clusters that a replication group consists of, and the end of replication and subnet groups."""

from __future__ import annotations

from typing import Any

from moto.core.responses import ActionResult
from moto.elasticache.exceptions import CacheSubnetGroupNotFound, ElastiCacheException
from moto.elasticache.models import ElastiCacheBackend, ReplicationGroup
from moto.elasticache.responses import ElastiCacheResponse

from .patching import add, replace

# What AWS names when no group of parameters was given.
DEFAULT_PARAMETERS = {"redis": "default.redis7", "valkey": "default.valkey8"}


class UserGroupNotFound(ElastiCacheException):
    code = "UserGroupNotFound"

    def __init__(self, user_group_id: str):
        super().__init__(f"User group {user_group_id} not found.")


def _groups(backend: ElastiCacheBackend) -> dict[str, dict[str, Any]]:
    return backend.__dict__.setdefault("user_groups", {})


def _group(self: ElastiCacheResponse) -> dict[str, Any]:
    name = self._get_param("UserGroupId")
    try:
        return _groups(self.elasticache_backend)[name]
    except KeyError:
        raise UserGroupNotFound(name) from None


def _user_groups() -> None:
    @add(ElastiCacheResponse, "create_user_group")
    def create_user_group(self: ElastiCacheResponse) -> ActionResult:
        backend = self.elasticache_backend
        name = self._get_param("UserGroupId")
        group = {
            "UserGroupId": name,
            "ARN": f"arn:aws:elasticache:{backend.region_name}:{backend.account_id}:usergroup:{name}",
            "Engine": self._get_param("Engine").lower(),
            "UserIds": self._get_param("UserIds") or [],
            "Status": "active",
            "MinimumEngineVersion": "6.0",
        }
        _groups(backend)[name] = group
        if self._get_param("Tags"):
            backend.tagging_service.tag_resource(group["ARN"], self._get_param("Tags"))
        return ActionResult(group)

    @add(ElastiCacheResponse, "describe_user_groups")
    def describe_user_groups(self: ElastiCacheResponse) -> ActionResult:
        chosen = [_group(self)] if self._get_param("UserGroupId") else list(_groups(self.elasticache_backend).values())
        return ActionResult({"UserGroups": chosen})

    @add(ElastiCacheResponse, "modify_user_group")
    def modify_user_group(self: ElastiCacheResponse) -> ActionResult:
        group = _group(self)
        removed = set(self._get_param("UserIdsToRemove") or [])
        kept = [user for user in group["UserIds"] if user not in removed]
        group["UserIds"] = kept + (self._get_param("UserIdsToAdd") or [])
        return ActionResult(group)

    @add(ElastiCacheResponse, "delete_user_group")
    def delete_user_group(self: ElastiCacheResponse) -> ActionResult:
        group = _group(self)
        del _groups(self.elasticache_backend)[group["UserGroupId"]]
        return ActionResult({**group, "Status": "deleting"})

    @replace(ElastiCacheBackend, "list_tags_for_resource")
    def list_tags_for_resource(original: Any, self: ElastiCacheBackend, arn: str) -> dict[str, list[dict[str, str]]]:
        return self.tagging_service.list_tags_for_resource(arn) if ":usergroup:" in arn else original(arn)


def _member(backend: ElastiCacheBackend, group: ReplicationGroup, name: str) -> dict[str, Any]:
    engine = group.engine
    return {
        "CacheClusterId": name,
        "ReplicationGroupId": group.replication_group_id,
        "ARN": f"arn:aws:elasticache:{backend.region_name}:{backend.account_id}:cluster:{name}",
        "CacheClusterStatus": "available",
        "CacheNodeType": group.cache_node_type,
        "NumCacheNodes": 1,
        "Engine": engine,
        # A version of two numbers stands for its newest patch.
        "EngineVersion": f"{group.engine_version}.0" if str(group.engine_version).count(".") == 1 else group.engine_version,
        "CacheParameterGroup": {
            "CacheParameterGroupName": group.cache_parameter_group_name or DEFAULT_PARAMETERS.get(engine),
            "ParameterApplyStatus": "in-sync",
        },
        "CacheSubnetGroupName": group.cache_subnet_group_name,
        "SecurityGroups": [{"SecurityGroupId": one, "Status": "active"} for one in group.security_group_ids or []],
        "PreferredMaintenanceWindow": group.preferred_maintenance_window or "sun:17:00-sun:18:00",
        "AutoMinorVersionUpgrade": group.auto_minor_version_upgrade in (True, "true"),
        "SnapshotRetentionLimit": group.snapshot_retention_limit,
        "SnapshotWindow": group.snapshot_window,
        "TransitEncryptionEnabled": group.transit_encryption_enabled,
        "TransitEncryptionMode": group.transit_encryption_mode,
        "AtRestEncryptionEnabled": group.at_rest_encryption_enabled,
        "AuthTokenEnabled": group.auth_token_enabled,
    }


def _replication_groups() -> None:
    @replace(ElastiCacheBackend, "create_replication_group")
    def create_replication_group(original: Any, self: ElastiCacheBackend, **given: Any) -> ReplicationGroup:
        # moto makes one cluster however many are asked for, unless they are asked for as replicas.
        if given.get("num_cache_clusters") and not given.get("replicas_per_node_group"):
            given["replicas_per_node_group"] = given["num_cache_clusters"] - 1
        return original(**given)

    @replace(ElastiCacheResponse, "describe_cache_clusters")
    def describe_cache_clusters(original: Any, self: ElastiCacheResponse) -> ActionResult:
        backend = self.elasticache_backend
        wanted = self._get_param("CacheClusterId")
        for group in backend.replication_groups.values():
            if wanted in group.member_clusters:
                return ActionResult({"CacheClusters": [_member(backend, group, wanted)]})
        return original()

    @replace(ElastiCacheBackend, "describe_replication_groups")
    def describe_replication_groups(
        original: Any, self: ElastiCacheBackend, replication_group_id: str | None = None
    ) -> list[ReplicationGroup]:
        answer = original(replication_group_id=replication_group_id)
        # Seen once as being deleted, then gone: moto deletes users this way, and keeps groups for ever.
        for group in answer:
            if group.status == "deleting":
                del self.replication_groups[group.replication_group_id]
        return answer

    @add(ElastiCacheResponse, "delete_cache_subnet_group")
    def delete_cache_subnet_group(self: ElastiCacheResponse) -> ActionResult:
        name = self._get_param("CacheSubnetGroupName")
        if self.elasticache_backend.cache_subnet_groups.pop(name, None) is None:
            raise CacheSubnetGroupNotFound(name)
        return ActionResult({})


def apply() -> None:
    _user_groups()
    _replication_groups()
