mock_provider "aws" {
  override_during = plan

  mock_data "aws_region" {
    defaults = { name = "ap-northeast-2" }
  }

  mock_resource "aws_ecs_task_definition" {
    defaults = { arn = "arn:aws:ecs:ap-northeast-2:111122223333:task-definition/checkout-dev:1" }
  }

  mock_resource "aws_security_group" {
    defaults = { id = "sg-0a1b2c3d4e5f60719" }
  }
}

variables {
  name               = "checkout-dev"
  cluster_arn        = "arn:aws:ecs:ap-northeast-2:111122223333:cluster/platform"
  vpc_id             = "vpc-0a1b2c3d4e5f60718"
  subnet_ids         = ["subnet-0a1b2c3d4e5f60718", "subnet-0a1b2c3d4e5f60719"]
  image              = "111122223333.dkr.ecr.ap-northeast-2.amazonaws.com/checkout:1.4.2"
  container_port     = 8080
  log_group_name     = "/ecs/checkout"
  task_role_arn      = "arn:aws:iam::111122223333:role/checkout-task"
  execution_role_arn = "arn:aws:iam::111122223333:role/checkout-execution"

  load_balancer = {
    target_group_arn  = "arn:aws:elasticloadbalancing:ap-northeast-2:111122223333:targetgroup/checkout/73e2d6bc24d8a067"
    security_group_id = "sg-0a1b2c3d4e5f60718"
  }
}

run "runs_on_private_addresses_only" {
  command = plan

  assert {
    condition     = aws_ecs_service.this.network_configuration[0].assign_public_ip == false && aws_ecs_service.this.launch_type == "FARGATE"
    error_message = "Tasks must have no public address."
  }
}

run "gives_the_container_nothing_to_write_to_and_no_privileges" {
  command = plan

  assert {
    condition     = jsondecode(aws_ecs_task_definition.this.container_definitions)[0].readonlyRootFilesystem == true
    error_message = "The root file system must be read-only."
  }

  assert {
    condition     = jsondecode(aws_ecs_task_definition.this.container_definitions)[0].linuxParameters.capabilities.drop == ["ALL"]
    error_message = "The container must have no capabilities."
  }

  assert {
    condition     = jsondecode(aws_ecs_task_definition.this.container_definitions)[0].mountPoints[0].containerPath == "/tmp"
    error_message = "Programs still need a place for temporary files."
  }
}

run "runs_on_arm_unless_asked" {
  command = plan

  assert {
    condition     = aws_ecs_task_definition.this.runtime_platform[0].cpu_architecture == "ARM64"
    error_message = "ARM64 is the cheaper default since 2.0.0 (UPGRADE-2.md)."
  }
}

run "leaves_health_to_the_load_balancer_unless_asked" {
  command = plan

  assert {
    condition     = !contains(keys(jsondecode(aws_ecs_task_definition.this.container_definitions)[0]), "healthCheck")
    error_message = "An image without wget and curl could never get healthy."
  }
}

run "asks_the_container_itself_when_a_path_is_given" {
  command = plan

  variables {
    health_check_path = "/healthz"
  }

  assert {
    condition     = strcontains(jsondecode(aws_ecs_task_definition.this.container_definitions)[0].healthCheck.command[1], "http://127.0.0.1:8080/healthz")
    error_message = "The check asks the container's own port."
  }
}

run "leaves_a_new_task_the_time_that_it_needs" {
  command = plan

  variables {
    health_check_grace_period_seconds = 300
  }

  assert {
    condition     = aws_ecs_service.this.health_check_grace_period_seconds == 300
    error_message = "ECS does not end a task that still gets ready."
  }
}

run "takes_back_a_release_that_never_gets_healthy" {
  command = plan

  assert {
    condition     = aws_ecs_service.this.deployment_circuit_breaker[0].enable && aws_ecs_service.this.deployment_circuit_breaker[0].rollback
    error_message = "A failing deployment must roll back by itself."
  }

  assert {
    condition     = aws_ecs_service.this.deployment_minimum_healthy_percent == 100 && aws_ecs_service.this.desired_count == 2
    error_message = "Two tasks, and never fewer during a deployment."
  }

  assert {
    condition     = aws_ecs_service.this.health_check_grace_period_seconds == 60
    error_message = "A task that does not answer after a minute is ended."
  }
}

run "opens_exactly_the_way_from_the_load_balancer" {
  command = plan

  assert {
    condition = alltrue([
      aws_vpc_security_group_ingress_rule.load_balancer.referenced_security_group_id == "sg-0a1b2c3d4e5f60718",
      aws_vpc_security_group_ingress_rule.load_balancer.from_port == 8080,
      aws_vpc_security_group_ingress_rule.load_balancer.to_port == 8080,
    ])
    error_message = "Only the load balancer may reach the container's port."
  }

  assert {
    condition     = aws_vpc_security_group_egress_rule.load_balancer.security_group_id == "sg-0a1b2c3d4e5f60718" && aws_vpc_security_group_egress_rule.load_balancer.from_port == 8080
    error_message = "The load balancer's group has no egress of its own: the service opens it."
  }

  assert {
    condition     = aws_vpc_security_group_egress_rule.https.from_port == 443 && aws_vpc_security_group_egress_rule.https.to_port == 443
    error_message = "Tasks may call HTTPS only."
  }
}

run "keeps_the_desired_count_without_autoscaling" {
  command = plan

  variables {
    desired_count = 3
  }

  assert {
    condition     = aws_appautoscaling_target.this.min_capacity == 3 && aws_appautoscaling_target.this.max_capacity == 3
    error_message = "Equal bounds hold the service at its desired count."
  }

  assert {
    condition     = aws_appautoscaling_target.this.resource_id == "service/platform/checkout-dev" && length(aws_appautoscaling_policy.cpu) == 0
    error_message = "Nothing scales a service that did not ask for it."
  }
}

run "follows_the_cpu_between_its_bounds" {
  command = plan

  variables {
    autoscaling = { min_capacity = 2, max_capacity = 10 }
  }

  assert {
    condition     = aws_appautoscaling_target.this.min_capacity == 2 && aws_appautoscaling_target.this.max_capacity == 10
    error_message = "The bounds are the caller's."
  }

  assert {
    condition     = aws_appautoscaling_policy.cpu[0].target_tracking_scaling_policy_configuration[0].target_value == 60
    error_message = "Sixty per cent leaves room while new tasks start."
  }
}

run "logs_without_blocking_the_service" {
  command = plan

  assert {
    condition = jsondecode(aws_ecs_task_definition.this.container_definitions)[0].logConfiguration.options == {
      awslogs-group         = "/ecs/checkout"
      awslogs-region        = "ap-northeast-2"
      awslogs-stream-prefix = "checkout-dev"
      mode                  = "non-blocking"
      max-buffer-size       = "25m"
    }
    error_message = "Logs go to the given group without blocking."
  }
}

run "passes_secrets_by_reference" {
  command = plan

  variables {
    environment = { LOG_LEVEL = "info" }
    secrets     = { DATABASE_PASSWORD = "arn:aws:secretsmanager:ap-northeast-2:111122223333:secret:checkout-AbCdEf" }
  }

  assert {
    condition = jsondecode(aws_ecs_task_definition.this.container_definitions)[0].secrets == [
      { name = "DATABASE_PASSWORD", valueFrom = "arn:aws:secretsmanager:ap-northeast-2:111122223333:secret:checkout-AbCdEf" },
    ]
    error_message = "The task definition holds the secret's ARN, never its value."
  }

  assert {
    condition     = jsondecode(aws_ecs_task_definition.this.container_definitions)[0].environment == [{ name = "LOG_LEVEL", value = "info" }]
    error_message = "Plain variables are passed as they are."
  }
}
