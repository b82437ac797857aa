mock_provider "aws" {
  source = "./tests/mocks"
}

override_module {
  target = module.kms
  outputs = {
    values = { logs_key_arn = "arn:aws:kms:ap-northeast-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab" }
  }
}

run "logs_every_session" {
  command = plan

  assert {
    condition     = aws_ecs_cluster.this.configuration[0].execute_command_configuration[0].logging == "OVERRIDE"
    error_message = "Sessions in containers are logged."
  }

  assert {
    condition     = aws_ecs_cluster.this.configuration[0].execute_command_configuration[0].log_configuration[0].cloud_watch_encryption_enabled
    error_message = "What is logged of them is encrypted."
  }

  assert {
    condition     = aws_ecs_cluster.this.configuration[0].execute_command_configuration[0].log_configuration[0].cloud_watch_log_group_name == "/platform/cluster/exec"
    error_message = "Sessions are found in one place."
  }
}

run "measures_services" {
  command = plan

  assert {
    condition     = [for setting in aws_ecs_cluster.this.setting : setting.value if setting.name == "containerInsights"] == ["enabled"]
    error_message = "Metrics of services are on."
  }
}

run "mixes_spare_capacity_in" {
  command = plan

  assert {
    condition     = { for strategy in aws_ecs_cluster_capacity_providers.this.default_capacity_provider_strategy : strategy.capacity_provider => strategy.weight } == { FARGATE = 20, FARGATE_SPOT = 80 }
    error_message = "Where a service says nothing, its tasks are split by the share."
  }
}

run "no_spare_capacity_leaves_one_strategy" {
  command = plan
  variables { spot_share_percent = 0 }

  assert {
    condition     = { for strategy in aws_ecs_cluster_capacity_providers.this.default_capacity_provider_strategy : strategy.capacity_provider => strategy.weight } == { FARGATE = 100 }
    error_message = "A weight of zero is left out."
  }
}

run "services_may_choose_either_capacity" {
  command = plan

  assert {
    condition     = aws_ecs_cluster_capacity_providers.this.capacity_providers == toset(["FARGATE", "FARGATE_SPOT"])
    error_message = "A service can ask for both kinds."
  }
}

run "services_find_each_other_by_name" {
  command = apply

  assert {
    condition     = aws_ecs_cluster.this.service_connect_defaults[0].namespace == aws_service_discovery_http_namespace.this.arn
    error_message = "Service Connect uses the platform's namespace unless a service says otherwise."
  }
}

run "publishes_what_a_service_needs" {
  command = apply

  assert {
    condition     = toset(keys(output.parameter_names)) == toset(["cluster_arn", "cluster_name", "namespace_arn", "exec_log_group"])
    error_message = "A service needs the cluster, its name, the namespace and the sessions' log group."
  }
}
