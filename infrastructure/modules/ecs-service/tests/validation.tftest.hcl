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

run "accepts_the_longest_name" {
  command = plan
  variables {
    name = "a123456789012345678901234567890123456789012345678z"
  }
}

run "rejects_a_name_with_underscores" {
  command = plan
  variables {
    name = "checkout_dev"
  }
  expect_failures = [var.name]
}

run "rejects_a_cluster_name" {
  command = plan
  variables {
    cluster_arn = "platform"
  }
  expect_failures = [var.cluster_arn]
}

run "accepts_an_old_short_vpc_id" {
  command = plan
  variables {
    vpc_id = "vpc-1a2b3c4d"
  }
}

run "rejects_a_subnet_as_vpc" {
  command = plan
  variables {
    vpc_id = "subnet-0a1b2c3d4e5f60718"
  }
  expect_failures = [var.vpc_id]
}

run "accepts_three_subnets" {
  command = plan
  variables {
    subnet_ids = ["subnet-0a", "subnet-0b", "subnet-0c"]
  }
}

run "rejects_one_subnet" {
  command = plan
  variables {
    subnet_ids = ["subnet-0a"]
  }
  expect_failures = [var.subnet_ids]
}

run "rejects_zones_as_subnets" {
  command = plan
  variables {
    subnet_ids = ["ap-northeast-2a", "ap-northeast-2b"]
  }
  expect_failures = [var.subnet_ids]
}

run "accepts_an_image_by_digest" {
  command = plan
  variables {
    image = "checkout@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
  }
}

run "accepts_a_registry_with_a_port" {
  command = plan
  variables {
    image = "registry:5000/checkout:1.4.2"
  }
}

run "rejects_an_image_without_a_tag" {
  command = plan
  variables {
    image = "checkout"
  }
  expect_failures = [var.image]
}

run "rejects_the_tag_latest" {
  command = plan
  variables {
    image = "checkout:latest"
  }
  expect_failures = [var.image]
}

run "accepts_the_lowest_unprivileged_port" {
  command = plan
  variables {
    container_port = 1024
  }
}

run "rejects_a_privileged_port" {
  command = plan
  variables {
    container_port = 80
  }
  expect_failures = [var.container_port]
}

run "rejects_a_port_with_a_fraction" {
  command = plan
  variables {
    container_port = 8080.5
  }
  expect_failures = [var.container_port]
}

run "rejects_a_log_group_arn" {
  command = plan
  variables {
    log_group_name = "arn:aws:logs:ap-northeast-2:111122223333:log-group:checkout"
  }
  expect_failures = [var.log_group_name]
}

run "rejects_a_user_as_task_role" {
  command = plan
  variables {
    task_role_arn = "arn:aws:iam::111122223333:user/checkout"
  }
  expect_failures = [var.task_role_arn]
}

run "rejects_a_role_name_as_execution_role" {
  command = plan
  variables {
    execution_role_arn = "checkout-execution"
  }
  expect_failures = [var.execution_role_arn]
}

run "rejects_one_role_for_both_purposes" {
  command = plan
  variables {
    execution_role_arn = "arn:aws:iam::111122223333:role/checkout-task"
  }
  expect_failures = [var.execution_role_arn]
}

run "rejects_a_load_balancer_as_target_group" {
  command = plan
  variables {
    load_balancer = { target_group_arn = "arn:aws:elasticloadbalancing:ap-northeast-2:111122223333:loadbalancer/app/checkout/73e2d6bc24d8a067", security_group_id = "sg-0a1b2c3d4e5f60718" }
  }
  expect_failures = [var.load_balancer]
}

run "rejects_a_security_group_by_name" {
  command = plan
  variables {
    load_balancer = { target_group_arn = "arn:aws:elasticloadbalancing:ap-northeast-2:111122223333:targetgroup/checkout/73e2d6bc24d8a067", security_group_id = "checkout-alb" }
  }
  expect_failures = [var.load_balancer]
}

run "accepts_a_large_task" {
  command = plan
  variables {
    cpu        = 4096
    memory_mib = 30720
  }
}

run "rejects_a_cpu_that_fargate_lacks" {
  command = plan
  variables { cpu = 300 }
  expect_failures = [var.cpu]
}

run "rejects_memory_that_does_not_fit_the_cpu" {
  command = plan
  variables {
    memory_mib = 4096
  }
  expect_failures = [var.memory_mib]
}

run "accepts_no_task_at_all" {
  command = plan
  variables {
    desired_count = 0
  }
}

run "rejects_a_negative_count" {
  command = plan
  variables {
    desired_count = -1
  }
  expect_failures = [var.desired_count]
}

run "rejects_more_tasks_than_a_service_should_have" {
  command = plan
  variables {
    desired_count = 101
  }
  expect_failures = [var.desired_count]
}

run "accepts_an_environment_variable" {
  command = plan
  variables {
    environment = { LOG_LEVEL = "info" }
  }
}

run "rejects_an_environment_name_with_hyphens" {
  command = plan
  variables {
    environment = { log-level = "info" }
  }
  expect_failures = [var.environment]
}

run "rejects_a_password_in_the_environment" {
  command = plan
  variables {
    environment = { DATABASE_PASSWORD = "hunter2" }
  }
  expect_failures = [var.environment]
}

run "accepts_a_secret_from_ssm" {
  command = plan
  variables {
    secrets = { API_KEY = "arn:aws:ssm:ap-northeast-2:111122223333:parameter/checkout/key" }
  }
}

run "rejects_a_secret_name_with_hyphens" {
  command = plan
  variables {
    secrets = { api-key = "arn:aws:ssm:ap-northeast-2:111122223333:parameter/checkout/key" }
  }
  expect_failures = [var.secrets]
}

run "rejects_a_secret_by_value" {
  command = plan
  variables {
    secrets = { API_KEY = "hunter2" }
  }
  expect_failures = [var.secrets]
}

run "rejects_one_name_as_secret_and_environment" {
  command = plan
  variables {
    secrets     = { LOG_LEVEL = "arn:aws:ssm:ap-northeast-2:111122223333:parameter/level" }
    environment = { LOG_LEVEL = "info" }
  }
  expect_failures = [var.secrets]
}


run "accepts_one_task_that_never_scales_out" {
  command = plan
  variables { autoscaling = { min_capacity = 1, max_capacity = 1 } }
}

run "rejects_scaling_to_nothing" {
  command = plan
  variables { autoscaling = { min_capacity = 0, max_capacity = 4 } }
  expect_failures = [var.autoscaling]
}

run "rejects_bounds_in_the_wrong_order" {
  command = plan
  variables { autoscaling = { min_capacity = 4, max_capacity = 2 } }
  expect_failures = [var.autoscaling]
}

run "rejects_a_target_that_overloads_the_tasks" {
  command = plan
  variables { autoscaling = { min_capacity = 2, max_capacity = 4, cpu_target_percent = 95 } }
  expect_failures = [var.autoscaling]
}

run "accepts_x86" {
  command = plan
  variables { cpu_architecture = "X86_64" }
}

run "rejects_the_kernels_name_of_a_processor" {
  command = plan
  variables { cpu_architecture = "aarch64" }
  expect_failures = [var.cpu_architecture]
}

run "accepts_a_nested_health_check_path" {
  command = plan
  variables { health_check_path = "/internal/healthz" }
}

run "accepts_five_minutes_to_get_ready" {
  command = plan
  variables { health_check_grace_period_seconds = 300 }
}

run "rejects_half_a_second_to_get_ready" {
  command = plan
  variables { health_check_grace_period_seconds = 60.5 }
  expect_failures = [var.health_check_grace_period_seconds]
}

run "rejects_more_than_an_hour_to_get_ready" {
  command = plan
  variables { health_check_grace_period_seconds = 3601 }
  expect_failures = [var.health_check_grace_period_seconds]
}

run "rejects_a_health_check_path_that_ends_the_command" {
  command = plan
  variables { health_check_path = "/healthz; reboot" }
  expect_failures = [var.health_check_path]
}
