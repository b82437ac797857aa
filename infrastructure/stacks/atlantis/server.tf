# One task, never two: Atlantis keeps its locks in a file. So the module ecs-service, which runs one more during a release, does not fit.
data "aws_caller_identity" "current" {}

locals {
  account      = data.aws_caller_identity.current.account_id
  image        = "${aws_ecr_repository.this.repository_url}:${var.image_tag}"
  internal_url = "http://${aws_service_discovery_service.this.name}.${aws_service_discovery_private_dns_namespace.this.name}:${local.port}"

  # The task's role may become a service's, and has nothing of its own. The runner holds it and lends a run one role (infrastructure/atlantis).
  task_statements = {
    RolesOfServices = {
      actions = ["sts:AssumeRole"]
      resources = flatten([
        for id in values(var.account_ids) : [for kind in ["plan", "apply"] : "arn:aws:iam::${id}:role/service-access/${kind}-*"]
      ])
    }
  }

  # Both containers: nothing to write to but what is mounted, no privileges to raise.
  hardened = {
    image                  = local.image
    essential              = true
    readonlyRootFilesystem = true
    user                   = "10001:10001"
    linuxParameters        = { initProcessEnabled = true, capabilities = { drop = ["ALL"] } }
  }

  # The runner starts Atlantis as 10001 and each run of Terraform as a user of its own, and ends what a run leaves behind. For that it is
  # root with three capabilities: it cannot read what it does not own, nor change who owns it.
  runner = {
    user = "0:10001"
    linuxParameters = {
      initProcessEnabled = true
      capabilities = {
        drop = ["AUDIT_WRITE", "CHOWN", "DAC_OVERRIDE", "FOWNER", "FSETID", "MKNOD", "NET_BIND_SERVICE", "NET_RAW", "SETFCAP", "SETPCAP", "SYS_CHROOT"]
      }
    }
  }

  logging = {
    for name in ["server", "drift"] : name => {
      logDriver = "awslogs"
      options = {
        awslogs-group         = module.log_group.name
        awslogs-region        = var.region
        awslogs-stream-prefix = name
      }
    }
  }

  # What infrastructure/atlantis/server.yaml leaves to whoever starts it.
  settings = {
    ATLANTIS_ATLANTIS_URL           = "https://${local.host}"
    ATLANTIS_PORT                   = tostring(local.port)
    ATLANTIS_DATA_DIR               = "/var/atlantis/data"
    ATLANTIS_GH_HOSTNAME            = var.forge.host
    ATLANTIS_GH_APP_ID              = tostring(var.forge.app_id)
    ATLANTIS_REPO_ALLOWLIST         = "${var.forge.host}/${var.organisation}/*"
    ATLANTIS_ENABLE_DRIFT_DETECTION = "true"
    ATLANTIS_WRITE_GIT_CREDS        = "true" # an App's token changes each hour: Atlantis keeps it in its home, which nobody else may enter
    AWS_REGION                      = var.region
    PLATFORM_ACCOUNT_IDS            = jsonencode(var.account_ids)
    PLATFORM_CENTRAL_REPOSITORY     = "${var.organisation}/platform"
  }

  secret_variables = {
    ATLANTIS_GH_APP_KEY        = "github"
    ATLANTIS_GH_WEBHOOK_SECRET = "webhook"
    ATLANTIS_API_SECRET        = "api"
  }
}

module "log_group" {
  source = "../../modules/cloudwatch-log-group"

  name           = "/platform/atlantis"
  kms_key_arn    = module.kms.values.logs_key_arn
  retention_days = var.log_retention_days

  tags = module.common_tags.tags
}

module "task_role" {
  source = "../../modules/iam-role-policy"

  name             = "atlantis-task"
  trusted_services = ["ecs-tasks.amazonaws.com"]

  statements = local.task_statements

  tags = module.common_tags.tags
}

module "execution_role" {
  source = "../../modules/iam-role-policy"

  name                = "atlantis-execution"
  trusted_services    = ["ecs-tasks.amazonaws.com"]
  managed_policy_arns = ["arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy"]

  statements = {
    ReadSecrets = {
      actions   = ["secretsmanager:GetSecretValue"]
      resources = [for name in values(local.secret_variables) : aws_secretsmanager_secret.this[name].arn]
    }
    DecryptSecrets = {
      actions   = ["kms:Decrypt"]
      resources = [module.kms.values.secrets_key_arn]
    }
  }

  tags = module.common_tags.tags
}

resource "aws_ecs_task_definition" "server" {
  # checkov:skip=CKV_AWS_249: they are two roles; the check does not see outputs of modules
  family                   = "platform-atlantis"
  requires_compatibilities = ["FARGATE"]
  network_mode             = "awsvpc"
  cpu                      = var.size.cpu
  memory                   = var.size.memory_mib
  task_role_arn            = module.task_role.role_arn
  execution_role_arn       = module.execution_role.role_arn

  container_definitions = jsonencode([merge(local.hardened, local.runner, {
    name         = "atlantis"
    portMappings = [{ containerPort = local.port, hostPort = local.port, protocol = "tcp" }]
    environment  = [for name, value in local.settings : { name = name, value = value }]
    secrets      = [for name, secret in local.secret_variables : { name = name, valueFrom = aws_secretsmanager_secret.this[secret].arn }]
    mountPoints = [
      { sourceVolume = "data", containerPath = "/var/atlantis/data", readOnly = false },
      { sourceVolume = "tmp", containerPath = "/tmp", readOnly = false },
      { sourceVolume = "sandboxes", containerPath = "/sandboxes", readOnly = false },
    ]
    # A plan that runs is left to end.
    stopTimeout      = 120
    logConfiguration = local.logging.server
    healthCheck = {
      command  = ["CMD-SHELL", "curl -fsS -o /dev/null http://127.0.0.1:${local.port}/healthz || exit 1"]
      interval = 15, timeout = 5, retries = 3, startPeriod = 60
    }
  })])

  runtime_platform {
    operating_system_family = "LINUX"
    cpu_architecture        = "ARM64"
  }

  volume {
    name = "tmp"
  }

  # Copies of checkouts, each for one run of Terraform.
  volume {
    name = "sandboxes"
  }

  volume {
    name = "data"

    efs_volume_configuration {
      file_system_id     = aws_efs_file_system.this.id
      transit_encryption = "ENABLED"

      authorization_config {
        access_point_id = aws_efs_access_point.this.id
        iam             = "ENABLED"
      }
    }
  }
}

resource "aws_ecs_service" "this" {
  name            = "platform-atlantis"
  cluster         = module.cluster.values.cluster_arn
  task_definition = aws_ecs_task_definition.server.arn
  launch_type     = "FARGATE"
  desired_count   = 1

  # The old one ends before the new one starts.
  availability_zone_rebalancing      = "DISABLED"
  deployment_minimum_healthy_percent = 0
  deployment_maximum_percent         = 100
  enable_ecs_managed_tags            = true
  health_check_grace_period_seconds  = 120
  propagate_tags                     = "SERVICE"

  deployment_circuit_breaker {
    enable   = true
    rollback = true
  }

  network_configuration {
    subnets          = module.network.list_values.private_subnet_ids
    security_groups  = [module.tasks.id]
    assign_public_ip = false
  }

  load_balancer {
    target_group_arn = module.balancer_front.target_group_arn
    container_name   = "atlantis"
    container_port   = local.port
  }

  service_registries {
    registry_arn = aws_service_discovery_service.this.arn
  }

  depends_on = [aws_efs_mount_target.this, aws_lb_listener_rule.people]
}

module "tasks" {
  source = "../../modules/security-group"

  name        = "platform-atlantis"
  description = "Atlantis"
  vpc_id      = module.network.values.vpc_id

  ingress = {
    balancer = { description = "Webhooks and people", from_port = local.port, to_port = local.port, source_security_group_id = module.balancer_front.security_group_id }
    drift    = { description = "The look for drift", from_port = local.port, to_port = local.port, source_security_group_id = module.drift.id }
  }

  # Forge, providers and AWS. Endpoints in the network answer for ECR, logs and secrets.
  egress = {
    https = { description = "HTTPS to anywhere", from_port = 443, to_port = 443, cidr_ipv4 = "0.0.0.0/0" }
  }

  tags = module.common_tags.tags
}

resource "aws_vpc_security_group_egress_rule" "storage" {
  security_group_id            = module.tasks.id
  description                  = "File system of plans and locks"
  ip_protocol                  = "tcp"
  from_port                    = 2049
  to_port                      = 2049
  referenced_security_group_id = module.storage.id
}

# A name inside the network, for the API.
resource "aws_service_discovery_private_dns_namespace" "this" {
  name        = "atlantis.internal"
  description = "Atlantis, inside the network."
  vpc         = module.network.values.vpc_id
}

resource "aws_service_discovery_service" "this" {
  name = "server"

  dns_config {
    namespace_id   = aws_service_discovery_private_dns_namespace.this.id
    routing_policy = "MULTIVALUE"

    dns_records {
      type = "A"
      ttl  = 10
    }
  }
}

resource "aws_cloudwatch_metric_alarm" "unhealthy" {
  alarm_name          = "platform-atlantis-unhealthy"
  alarm_description   = "Nothing is planned or applied: Atlantis has not answered for five minutes. See infrastructure/stacks/atlantis, How to recover."
  namespace           = "AWS/ECS"
  metric_name         = "CPUUtilization"
  statistic           = "SampleCount"
  comparison_operator = "LessThanThreshold"
  threshold           = 1
  period              = 60
  evaluation_periods  = 5
  treat_missing_data  = "breaching"
  alarm_actions       = [module.monitoring.values.critical_topic_arn]
  ok_actions          = [module.monitoring.values.critical_topic_arn]

  dimensions = {
    ClusterName = module.cluster.values.cluster_name
    ServiceName = aws_ecs_service.this.name
  }
}
