mock_provider "aws" {
  mock_resource "aws_security_group" {
    defaults = { id = "sg-0a1b2c3d4e5f60719" }
  }

  mock_resource "aws_elasticache_user" {
    defaults = { arn = "arn:aws:elasticache:ap-northeast-2:111122223333:user:checkout-dev-app" }
  }

  mock_resource "aws_elasticache_replication_group" {
    defaults = { arn = "arn:aws:elasticache:ap-northeast-2:111122223333:replicationgroup:checkout-dev" }
  }
}

variables {
  name             = "checkout-dev"
  vpc_id           = "vpc-0a1b2c3d4e5f60718"
  subnet_ids       = ["subnet-0a1b2c3d4e5f60718", "subnet-0a1b2c3d4e5f60719"]
  kms_key_arn      = "arn:aws:kms:ap-northeast-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"
  logs_kms_key_arn = "arn:aws:kms:ap-northeast-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ac"
}

run "encrypts_everything_with_the_given_keys" {
  command = plan

  assert {
    condition     = aws_elasticache_replication_group.this.at_rest_encryption_enabled == "true" && aws_elasticache_replication_group.this.kms_key_id == var.kms_key_arn
    error_message = "Disks and snapshots must be encrypted with the customer-managed key."
  }

  assert {
    condition     = alltrue([for group in aws_cloudwatch_log_group.this : group.kms_key_id == var.logs_kms_key_arn && group.retention_in_days == 30])
    error_message = "Logs must be encrypted with their key, and bounded."
  }
}

run "refuses_connections_without_tls" {
  command = plan

  assert {
    condition     = aws_elasticache_replication_group.this.transit_encryption_enabled && aws_elasticache_replication_group.this.transit_encryption_mode == "required"
    error_message = "Connections without TLS must be refused."
  }
}

run "knows_no_password" {
  command = plan

  assert {
    condition     = aws_elasticache_replication_group.this.auth_token == null && aws_elasticache_replication_group.this.user_group_ids == toset(["checkout-dev"])
    error_message = "Users sign in by name, not with one password for all."
  }

  assert {
    condition     = aws_elasticache_user.this["app"].authentication_mode[0].type == "iam" && aws_elasticache_user.this["app"].user_id == aws_elasticache_user.this["app"].user_name
    error_message = "Users sign in with their IAM role."
  }

  assert {
    condition     = aws_elasticache_user.this["app"].access_string == "on ~* &* +@all -@admin -@dangerous" && length(aws_elasticache_user.default) == 0
    error_message = "The default user may not administer."
  }
}

run "gives_a_password_only_to_whom_it_is_asked_for" {
  command = plan

  variables {
    users     = { app = "on ~app:* +@read", portal = "on ~* +@all -@admin -@dangerous" }
    passwords = { portal = "abcdefghijklmnopqrstuvwxyz0123456789" }
  }

  assert {
    condition     = aws_elasticache_user.this["portal"].authentication_mode[0].type == "password" && one(aws_elasticache_user.this["portal"].authentication_mode[0].passwords) == "abcdefghijklmnopqrstuvwxyz0123456789"
    error_message = "A client that knows no role signs in with its password."
  }

  assert {
    condition     = aws_elasticache_user.this["app"].authentication_mode[0].type == "iam" && keys(output.connect_policies_json) == ["app"]
    error_message = "Everybody else keeps signing in with a role."
  }
}

run "turns_the_default_user_of_redis_off" {
  command = plan

  variables {
    engine = "redis"
  }

  assert {
    condition     = aws_elasticache_user.default[0].access_string == "off ~* -@all" && aws_elasticache_user.default[0].user_name == "default"
    error_message = "Who signs in without a name may do nothing."
  }

  assert {
    condition     = aws_elasticache_user_group.this.user_ids == toset(["checkout-dev-app", "checkout-dev-default"])
    error_message = "The default user is the group's, or Redis would use its own."
  }

  assert {
    condition     = aws_elasticache_replication_group.this.engine_version == "7.1" && aws_elasticache_replication_group.this.parameter_group_name == "default.redis7"
    error_message = "Redis has its own version and parameters."
  }
}

run "survives_a_zone_and_a_mistake_by_default" {
  command = plan

  assert {
    condition     = aws_elasticache_replication_group.this.num_cache_clusters == 2 && aws_elasticache_replication_group.this.multi_az_enabled && aws_elasticache_replication_group.this.automatic_failover_enabled
    error_message = "A replica in another zone takes over."
  }

  assert {
    condition     = aws_elasticache_replication_group.this.snapshot_retention_limit == 7
    error_message = "A week of snapshots is the default."
  }
}

run "takes_corrections_of_its_engine" {
  command = plan

  assert {
    condition     = aws_elasticache_replication_group.this.auto_minor_version_upgrade == "true"
    error_message = "Corrections of security come by themselves, in the maintenance window."
  }
}

run "leaves_a_final_snapshot_named_after_the_moment_of_creation" {
  assert {
    condition     = can(regex("^checkout-dev-final-[0-9]{14}$", aws_elasticache_replication_group.this.final_snapshot_identifier))
    error_message = "Two caches of one name must not share a final snapshot."
  }
}

# timestamp() is new at every plan: without ignore_changes the cache would change for ever.
run "keeps_the_final_snapshots_name_from_plan_to_plan" {
  command = plan

  assert {
    condition     = aws_elasticache_replication_group.this.final_snapshot_identifier == "checkout-dev-final-${terraform_data.created.output}"
    error_message = "A second plan must know the name already: it may not change."
  }
}

run "can_be_thrown_away_only_when_asked" {
  command = plan

  variables {
    replicas            = 0
    skip_final_snapshot = true
  }

  assert {
    condition     = aws_elasticache_replication_group.this.final_snapshot_identifier == null && !aws_elasticache_replication_group.this.multi_az_enabled && !aws_elasticache_replication_group.this.automatic_failover_enabled
    error_message = "A throw-away cache is one node without a last snapshot."
  }
}

run "logs_slow_commands_and_the_engine" {
  command = plan

  assert {
    condition     = toset([for log in aws_elasticache_replication_group.this.log_delivery_configuration : "${log.log_type} ${log.destination}"]) == toset(["slow-log /aws/elasticache/checkout-dev/slow-log", "engine-log /aws/elasticache/checkout-dev/engine-log"])
    error_message = "Both logs go to their groups."
  }
}

run "is_reachable_by_nobody_by_default" {
  command = plan

  assert {
    condition     = length(aws_vpc_security_group_ingress_rule.client) == 0
    error_message = "Nobody may connect until a group is named."
  }
}

run "opens_both_directions_for_a_client" {
  command = plan

  variables {
    allowed_security_group_ids = { service = "sg-0a1b2c3d4e5f60718" }
  }

  assert {
    condition     = aws_vpc_security_group_ingress_rule.client["service"].referenced_security_group_id == "sg-0a1b2c3d4e5f60718" && aws_vpc_security_group_ingress_rule.client["service"].from_port == 6379
    error_message = "The client's group may reach the cache's port."
  }

  assert {
    condition     = aws_vpc_security_group_egress_rule.client["service"].security_group_id == "sg-0a1b2c3d4e5f60718" && aws_vpc_security_group_egress_rule.client["service"].to_port == 6379
    error_message = "The client's group gets the way out to this cache."
  }
}

run "gives_a_policy_that_only_signs_in" {
  assert {
    condition = jsondecode(output.connect_policies_json["app"]).Statement == [{
      Sid      = "Connect"
      Effect   = "Allow"
      Action   = ["elasticache:Connect"]
      Resource = ["arn:aws:elasticache:ap-northeast-2:111122223333:replicationgroup:checkout-dev", "arn:aws:elasticache:ap-northeast-2:111122223333:user:checkout-dev-app"]
    }]
    error_message = "A role signs in to this cache as this user, and as no other."
  }
}
