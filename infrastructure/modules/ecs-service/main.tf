data "aws_region" "current" {}

locals {
  # Inside the container, so with what its image has: wget in Alpine and busybox, curl elsewhere.
  health_url = "http://127.0.0.1:${var.container_port}${var.health_check_path}"
  health_check = {
    command     = ["CMD-SHELL", "wget -q -O /dev/null ${local.health_url} || curl -fsS -o /dev/null ${local.health_url} || exit 1"]
    interval    = 15
    timeout     = 5
    retries     = 3
    startPeriod = 30
  }

  container = merge({
    name      = var.name
    image     = var.image
    essential = true

    portMappings = [{ containerPort = var.container_port, hostPort = var.container_port, protocol = "tcp" }]
    environment  = [for name, value in var.environment : { name = name, value = value }]
    secrets      = [for name, arn in var.secrets : { name = name, valueFrom = arn }]

    # Whoever breaks into the process finds nothing to write to but /tmp, and no privileges to raise.
    readonlyRootFilesystem = true
    mountPoints            = [{ sourceVolume = "tmp", containerPath = "/tmp", readOnly = false }]
    linuxParameters        = { initProcessEnabled = true, capabilities = { drop = ["ALL"] } }

    # Non-blocking: a slow log endpoint must not stop the service.
    logConfiguration = {
      logDriver = "awslogs"
      options = {
        awslogs-group         = var.log_group_name
        awslogs-region        = data.aws_region.current.name
        awslogs-stream-prefix = var.name
        mode                  = "non-blocking"
        max-buffer-size       = "25m"
      }
    }
  }, var.health_check_path == "" ? {} : { healthCheck = local.health_check })
}

resource "aws_ecs_task_definition" "this" {
  # checkov:skip=CKV_AWS_249: a rule of the variable execution_role_arn refuses one role for both
  family                   = var.name
  requires_compatibilities = ["FARGATE"]
  network_mode             = "awsvpc"
  cpu                      = var.cpu
  memory                   = var.memory_mib
  task_role_arn            = var.task_role_arn
  execution_role_arn       = var.execution_role_arn
  container_definitions    = jsonencode([local.container])

  runtime_platform {
    operating_system_family = "LINUX"
    cpu_architecture        = var.cpu_architecture
  }

  volume {
    name = "tmp"
  }

  tags = var.tags
}

resource "aws_ecs_service" "this" {
  name            = var.name
  cluster         = var.cluster_arn
  task_definition = aws_ecs_task_definition.this.arn
  launch_type     = "FARGATE"
  desired_count   = local.capacity.min

  availability_zone_rebalancing      = "ENABLED"
  deployment_minimum_healthy_percent = 100
  deployment_maximum_percent         = 200
  enable_ecs_managed_tags            = true
  health_check_grace_period_seconds  = var.health_check_grace_period_seconds
  propagate_tags                     = "SERVICE"

  # A release that never gets healthy is taken back without a person.
  deployment_circuit_breaker {
    enable   = true
    rollback = true
  }

  network_configuration {
    subnets          = var.subnet_ids
    security_groups  = [aws_security_group.this.id]
    assign_public_ip = false
  }

  load_balancer {
    target_group_arn = var.load_balancer.target_group_arn
    container_name   = var.name
    container_port   = var.container_port
  }

  tags = var.tags

  # From here on Application Auto Scaling owns the number of tasks (autoscaling.tf).
  lifecycle {
    ignore_changes = [desired_count]
  }

  # Without the way out, the first tasks cannot pull their image.
  depends_on = [
    aws_vpc_security_group_egress_rule.https,
    aws_vpc_security_group_egress_rule.load_balancer,
    aws_vpc_security_group_ingress_rule.load_balancer,
  ]
}
