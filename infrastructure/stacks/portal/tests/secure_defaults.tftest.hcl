mock_provider "aws" {
  source = "./tests/mocks"
}

override_module {
  target = module.network
  outputs = {
    values = { vpc_id = "vpc-0a1b2c3d4e5f60718" }
    list_values = {
      public_subnet_ids  = ["subnet-0a1b2c3d4e5f60711", "subnet-0a1b2c3d4e5f60712"]
      private_subnet_ids = ["subnet-0a1b2c3d4e5f60713", "subnet-0a1b2c3d4e5f60714"]
      data_subnet_ids    = ["subnet-0a1b2c3d4e5f60715", "subnet-0a1b2c3d4e5f60716"]
    }
  }
}

override_module {
  target = module.kms
  outputs = {
    values = {
      ecr_key_arn     = "arn:aws:kms:ap-northeast-2:111122223333:key/1234abcd-12ab-34cd-56ef-000000000001"
      logs_key_arn    = "arn:aws:kms:ap-northeast-2:111122223333:key/1234abcd-12ab-34cd-56ef-000000000002"
      rds_key_arn     = "arn:aws:kms:ap-northeast-2:111122223333:key/1234abcd-12ab-34cd-56ef-000000000003"
      secrets_key_arn = "arn:aws:kms:ap-northeast-2:111122223333:key/1234abcd-12ab-34cd-56ef-000000000004"
    }
  }
}

override_module {
  target = module.cluster
  outputs = {
    values = { cluster_arn = "arn:aws:ecs:ap-northeast-2:111122223333:cluster/platform", cluster_name = "platform" }
  }
}

override_module {
  target = module.balancer
  outputs = {
    values = {
      access_logs_bucket = "dev-connectly-load-balancer-logs"
      certificate_arn    = "arn:aws:acm:ap-northeast-2:111122223333:certificate/1234abcd-12ab-34cd-56ef-1234567890ab"
      web_acl_arn        = "arn:aws:wafv2:ap-northeast-2:111122223333:regional/webacl/platform/1234abcd-12ab-34cd-56ef-1234567890ab"
    }
  }
}

override_module {
  target = module.monitoring
  outputs = {
    values = {
      amp_workspace_id   = "ws-0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9"
      alarm_topic_arn    = "arn:aws:sns:ap-northeast-2:111122223333:platform-alarm"
      critical_topic_arn = "arn:aws:sns:ap-northeast-2:111122223333:platform-critical"
    }
  }
}

override_module {
  target = module.finops
  outputs = {
    values = { athena_table = "platform_costs.usage", athena_workgroup = "platform-finops", report_bucket = "dev-connectly-costs" }
  }
}

override_module {
  target = module.atlantis
  outputs = {
    values = {
      api_secret_arn    = "arn:aws:secretsmanager:ap-northeast-2:111122223333:secret:platform/atlantis/api-AbCdEf"
      internal_url      = "http://server.atlantis.internal:4141"
      security_group_id = "sg-0a1b2c3d4e5f60719"
    }
  }
}

override_module {
  target = module.route53
  outputs = {
    values = { public_zone_id = "Z0123456789ABCDEFGHIJ" }
  }
}

override_module {
  target = module.logging
  outputs = {
    values = { access_logs_bucket = "dev-connectly-access-logs" }
  }
}

# Two roles, which a mock would give one ARN.
override_resource {
  target = module.execution_role.aws_iam_role.this
  values = { arn = "arn:aws:iam::111122223333:role/portal-execution" }
}

run "lets_nobody_in_unasked_but_signed_webhooks" {
  command = apply

  assert {
    condition     = [for condition in aws_lb_listener_rule.webhooks.condition : condition.path_pattern[0].values if length(condition.path_pattern) > 0] == [toset(["/api/events/http/github"])]
    error_message = "Exactly one path is reached without signing in."
  }

  assert {
    condition     = [for action in aws_lb_listener_rule.people.action : action.type] == ["authenticate-oidc", "forward"] && aws_lb_listener_rule.people.action[0].authenticate_oidc[0].on_unauthenticated_request == "authenticate"
    error_message = "Whatever is no webhook signs in first."
  }

  assert {
    condition     = aws_wafv2_web_acl_association.this.web_acl_arn == module.balancer.values.web_acl_arn
    error_message = "The load balancer has the platform's web ACL."
  }
}

run "passes_secrets_by_their_arn" {
  command = apply

  assert {
    condition     = length([for name in keys(local.environment) : name if can(regex("(SECRET|PASSWORD|KEY)$", name))]) == 0
    error_message = "What is secret comes from Secrets Manager."
  }

  assert {
    condition     = alltrue([for secret in aws_secretsmanager_secret.this : secret.kms_key_id == module.kms.values.secrets_key_arn])
    error_message = "Secrets are encrypted with the key of secrets."
  }

  assert {
    condition     = local.secret_variables.POSTGRES_PASSWORD == "${module.database.master_secret_arn}:password::"
    error_message = "The password is RDS's own, which Terraform never sees."
  }
}

run "never_puts_a_value_over_a_persons" {
  command = apply

  assert {
    condition     = alltrue([for version in aws_secretsmanager_secret_version.this : contains(version.version_stages, "FIRST")])
    error_message = "Without a stage of its own the first version ends some day, and an apply would overwrite what a person put in."
  }
}

run "reaches_atlantis_inside_the_network" {
  command = apply

  assert {
    condition = (
      aws_vpc_security_group_egress_rule.atlantis.security_group_id == module.service.security_group_id
      && aws_vpc_security_group_egress_rule.atlantis.referenced_security_group_id == "sg-0a1b2c3d4e5f60719"
      && aws_vpc_security_group_egress_rule.atlantis.from_port == 4141
    )
    error_message = "The portal may call Atlantis' port, and no other."
  }

  assert {
    condition = (
      aws_vpc_security_group_ingress_rule.atlantis.security_group_id == "sg-0a1b2c3d4e5f60719"
      && aws_vpc_security_group_ingress_rule.atlantis.referenced_security_group_id == module.service.security_group_id
      && aws_vpc_security_group_ingress_rule.atlantis.to_port == 4141
    )
    error_message = "Atlantis lets the portal in."
  }

  assert {
    condition     = local.environment.ATLANTIS_URL == "http://server.atlantis.internal:4141" && local.secret_variables.ATLANTIS_API_SECRET == module.atlantis.values.api_secret_arn
    error_message = "The portal knows where the API is, and its token."
  }
}

run "signs_in_at_its_cache_with_a_secret" {
  command = apply

  assert {
    condition     = local.secret_variables.CACHE_PASSWORD == aws_secretsmanager_secret.this["cache"].arn && keys(module.cache.connect_policies_json) == []
    error_message = "Backstage's cache makes no tokens: its user has a password, from Secrets Manager."
  }
}

run "queries_metrics_and_costs_and_nothing_else" {
  command = apply

  assert {
    condition     = local.task_statements.QueryMetrics.resources == ["arn:aws:aps:ap-northeast-2:111122223333:workspace/ws-0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9"]
    error_message = "Metrics of the platform's workspace."
  }

  assert {
    condition = local.task_statements.QueryCosts.resources == ["arn:aws:athena:ap-northeast-2:111122223333:workgroup/platform-finops"] && local.task_statements.FindCosts.resources == [
      for resource in ["catalog", "database/platform_costs", "table/platform_costs/usage"] : "arn:aws:glue:ap-northeast-2:111122223333:${resource}"
    ]
    error_message = "Costs by the workgroup of finops, from its table."
  }

  assert {
    condition     = local.task_statements.KeepResults.resources == ["arn:aws:s3:::dev-connectly-costs/results/*"]
    error_message = "What a query found is kept, and nothing is written beside it."
  }
}

run "watches_each_node_of_the_cache" {
  command = apply

  variables {
    cache = { node_type = "cache.t4g.small", replicas = 1 }
  }

  assert {
    condition     = [for node in [1, 2] : aws_cloudwatch_metric_alarm.this["cache-memory-${node}"].dimensions["CacheClusterId"]] == ["platform-portal-001", "platform-portal-002"]
    error_message = "A cache's metrics come by its nodes, not by its group."
  }
}

run "replaces_tasks_after_a_new_password" {
  command = apply

  assert {
    condition     = jsondecode(aws_cloudwatch_event_rule.password.event_pattern).detail.additionalEventData.SecretId == [module.database.master_secret_arn] && aws_cloudwatch_event_target.password.arn == aws_sfn_state_machine.redeploy.arn
    error_message = "A running task does not know the new password."
  }

  assert {
    condition     = jsondecode(aws_sfn_state_machine.redeploy.definition).States.Redeploy.Parameters.ForceNewDeployment
    error_message = "The tasks are replaced, by the rules of a release."
  }
}

run "watches_what_people_would_miss" {
  command = apply

  assert {
    condition     = toset(keys(aws_cloudwatch_metric_alarm.this)) == toset(["unhealthy", "errors", "slow", "database-cpu", "database-storage", "cache-memory-1"])
    error_message = "Portal, database and cache are watched."
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.this["unhealthy"].alarm_actions == toset([module.monitoring.values.critical_topic_arn]) && aws_cloudwatch_metric_alarm.this["unhealthy"].treat_missing_data == "breaching"
    error_message = "A portal that is gone wakes somebody."
  }

  assert {
    condition     = length(jsondecode(aws_cloudwatch_dashboard.this.dashboard_body).widgets) == length(aws_cloudwatch_metric_alarm.this)
    error_message = "What is watched is shown."
  }
}

run "images_cannot_be_changed_and_are_scanned" {
  command = plan

  assert {
    condition     = aws_ecr_repository.this.image_tag_mutability == "IMMUTABLE" && aws_ecr_repository.this.image_scanning_configuration[0].scan_on_push && aws_ecr_repository.this.encryption_configuration[0].kms_key == module.kms.values.ecr_key_arn
    error_message = "A tag means one image, for ever."
  }
}

run "publishes_its_address_and_registry" {
  command = apply

  assert {
    condition     = toset(keys(output.parameter_names)) == toset(["url", "repository_url", "techdocs_bucket", "security_group_id"])
    error_message = "Who works with the portal needs its address, its registry and its bucket of documents."
  }
}
