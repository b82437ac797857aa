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
      alarm_topic_arn    = "arn:aws:sns:ap-northeast-2:111122223333:platform-alarm"
      alarm_topic_arn    = "arn:aws:sns:ap-northeast-2:111122223333:platform-alarm"
      critical_topic_arn = "arn:aws:sns:ap-northeast-2:111122223333:platform-critical"
    }
  }
}

override_module {
  target = module.route53
  outputs = {
    values = { public_zone_id = "Z0123456789ABCDEFGHIJ" }
  }
}

run "lets_nobody_in_unasked_but_signed_webhooks" {
  command = apply

  assert {
    condition     = [for condition in aws_lb_listener_rule.webhooks.condition : condition.path_pattern[0].values if length(condition.path_pattern) > 0] == [toset(["/events"])]
    error_message = "Exactly one path is reached without signing in."
  }

  assert {
    condition     = [for condition in aws_lb_listener_rule.webhooks.condition : condition.http_request_method[0].values if length(condition.http_request_method) > 0] == [toset(["POST"])]
    error_message = "Webhooks are posted."
  }

  assert {
    condition     = [for action in aws_lb_listener_rule.people.action : action.type] == ["authenticate-oidc", "forward"] && aws_lb_listener_rule.people.action[0].authenticate_oidc[0].on_unauthenticated_request == "authenticate"
    error_message = "Whatever is no webhook signs in first."
  }

  assert {
    condition     = aws_lb_listener_rule.no_api.action[0].type == "fixed-response" && aws_lb_listener_rule.no_api.priority < aws_lb_listener_rule.people.priority
    error_message = "The API is not reached from the Internet, not even by people who signed in."
  }

  assert {
    condition = (
      [for condition in aws_lb_listener_rule.no_changes.condition : condition.http_request_method[0].values if length(condition.http_request_method) > 0] == [toset(["DELETE", "PATCH", "POST", "PUT"])]
      && aws_lb_listener_rule.no_changes.action[0].type == "fixed-response"
      && aws_lb_listener_rule.webhooks.priority < aws_lb_listener_rule.no_changes.priority && aws_lb_listener_rule.no_changes.priority < aws_lb_listener_rule.people.priority
    )
    error_message = "Whoever signed in looks at locks, and drops none: that is a command, for the owners."
  }
}

run "the_task_may_only_become_a_services_role" {
  command = plan

  assert {
    condition = local.task_statements == {
      RolesOfServices = {
        actions   = ["sts:AssumeRole"]
        resources = flatten([for id in values(var.account_ids) : ["arn:aws:iam::${id}:role/service-access/plan-*", "arn:aws:iam::${id}:role/service-access/apply-*"]])
      }
    }
    error_message = "What a plan runs has no right of its own in any account."
  }
}

run "containers_have_no_privileges_and_no_secrets_in_clear" {
  command = apply

  assert {
    condition = alltrue([
      for definition in [aws_ecs_task_definition.server, aws_ecs_task_definition.drift] : alltrue([
        for container in jsondecode(definition.container_definitions) :
        container.readonlyRootFilesystem && length([for variable in container.environment : variable if can(regex("(SECRET|TOKEN|KEY)$", variable.name))]) == 0
      ])
    ])
    error_message = "Root file systems are read only, secrets come from Secrets Manager."
  }

  assert {
    condition = alltrue([
      for container in jsondecode(aws_ecs_task_definition.drift.container_definitions) : container.user == "10001:10001" && container.linuxParameters.capabilities.drop == ["ALL"]
    ])
    error_message = "What looks for drift is nobody."
  }

  # Ref. the capabilities that a container has by default: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_KernelCapabilities.html
  assert {
    condition = alltrue([
      for container in jsondecode(aws_ecs_task_definition.server.container_definitions) : container.user == "0:10001" && setsubtract(
        [
          "AUDIT_WRITE", "CHOWN", "DAC_OVERRIDE", "FOWNER", "FSETID", "KILL", "MKNOD", "NET_BIND_SERVICE", "NET_RAW", "SETFCAP", "SETGID", "SETPCAP",
          "SETUID", "SYS_CHROOT",
        ],
        container.linuxParameters.capabilities.drop
      ) == toset(["KILL", "SETGID", "SETUID"])
    ])
    error_message = "The runner changes users and ends what they run, and can do nothing else that root can."
  }

  assert {
    condition = alltrue([
      for container in jsondecode(aws_ecs_task_definition.server.container_definitions) : toset(container.mountPoints[*].containerPath) == toset(["/var/atlantis/data", "/tmp", "/sandboxes"])
    ])
    error_message = "Plans and locks lie in a folder that only Atlantis may enter; /tmp is its own too."
  }
}

run "plans_and_locks_are_encrypted_and_backed_up" {
  command = apply

  assert {
    condition     = aws_efs_file_system.this.encrypted && aws_efs_file_system.this.kms_key_id == module.kms.values.rds_key_arn && aws_efs_backup_policy.this.backup_policy[0].status == "ENABLED"
    error_message = "Plans hold values of every service."
  }

  assert {
    condition = alltrue([
      for volume in aws_ecs_task_definition.server.volume : volume.efs_volume_configuration[0].transit_encryption == "ENABLED" && volume.efs_volume_configuration[0].authorization_config[0].iam == "ENABLED"
      if volume.name == "data"
    ])
    error_message = "The file system is mounted over TLS and with the task's role."
  }

  assert {
    condition     = [for statement in jsondecode(aws_efs_file_system_policy.this.policy).Statement : statement.Sid if statement.Effect == "Allow"] == ["AtlantisOnly"]
    error_message = "Nobody else mounts it."
  }
}

run "images_cannot_be_changed_and_are_scanned" {
  command = plan

  assert {
    condition     = aws_ecr_repository.this.image_tag_mutability == "IMMUTABLE" && aws_ecr_repository.this.image_scanning_configuration[0].scan_on_push && aws_ecr_repository.this.encryption_configuration[0].kms_key == module.kms.values.ecr_key_arn
    error_message = "A tag means one image, for ever."
  }
}

run "secrets_have_the_platforms_key" {
  command = plan

  assert {
    condition     = toset(keys(aws_secretsmanager_secret.this)) == toset(["github", "webhook", "api", "oidc"]) && alltrue([for secret in aws_secretsmanager_secret.this : secret.kms_key_id == module.kms.values.secrets_key_arn])
    error_message = "All four secrets are encrypted with the key of secrets."
  }
}

run "stands_behind_the_firewall_in_private_subnets" {
  command = apply

  assert {
    condition     = aws_wafv2_web_acl_association.this.web_acl_arn == module.balancer.values.web_acl_arn
    error_message = "The load balancer has the platform's web ACL."
  }

  assert {
    condition     = aws_ecs_service.this.network_configuration[0].subnets == toset(module.network.list_values.private_subnet_ids) && !aws_ecs_service.this.network_configuration[0].assign_public_ip
    error_message = "The task has no public address."
  }
}

run "looks_for_drift_and_wakes_somebody_when_it_is_gone" {
  command = apply

  assert {
    condition     = aws_scheduler_schedule.drift.schedule_expression == "cron(0 5 * * ? *)" && aws_scheduler_schedule.drift.target[0].ecs_parameters[0].task_definition_arn == aws_ecs_task_definition.drift.arn
    error_message = "Drift is looked for every day."
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.unhealthy.treat_missing_data == "breaching" && aws_cloudwatch_metric_alarm.unhealthy.alarm_actions == toset([module.monitoring.values.critical_topic_arn])
    error_message = "Silence is an alarm."
  }
}

run "never_puts_a_value_over_a_persons" {
  command = apply

  assert {
    condition     = alltrue([for version in aws_secretsmanager_secret_version.this : contains(version.version_stages, "FIRST")])
    error_message = "Without a stage of its own the first version ends some day, and an apply would overwrite what a person put in."
  }
}

run "tells_of_drift_and_of_what_could_not_be_asked" {
  command = apply

  assert {
    condition = alltrue([
      for name in ["drifted", "failed"] :
      aws_cloudwatch_metric_alarm.drift[name].metric_name == aws_cloudwatch_log_metric_filter.drift[name].metric_transformation[0].name
      && aws_cloudwatch_metric_alarm.drift[name].alarm_actions == toset([module.monitoring.values.alarm_topic_arn])
    ])
    error_message = "What the look for drift found reaches people."
  }

  assert {
    condition     = { for name, filter in aws_cloudwatch_log_metric_filter.drift : name => filter.pattern if filter.log_group_name == "/platform/atlantis" }["drifted"] == "{ $.drifted >= 0 }"
    error_message = "The metrics come from the last line that the look prints."
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.drift_silent.treat_missing_data == "breaching"
    error_message = "A look that does not run finds no drift either."
  }

  assert {
    condition     = [for variable in jsondecode(aws_ecs_task_definition.drift.container_definitions)[0].environment : variable.value if variable.name == "PLATFORM_CENTRAL_REPOSITORY"] == ["connectly/platform"]
    error_message = "The central repository drifts too."
  }
}

run "publishes_what_portal_and_services_need" {
  command = apply

  assert {
    condition     = toset(keys(output.parameter_names)) == toset(["url", "internal_url", "api_secret_arn", "security_group_id", "repository_url", "task_role_arn"])
    error_message = "The portal needs the addresses and the token's secret, the image's workflow the registry."
  }
}
