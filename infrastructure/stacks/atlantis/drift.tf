# The look for drift: a task that asks Atlantis for one repository after the other, and ends. Its answers go to the portal's board, and
# what it prints becomes metrics: drift that nobody looks at is no better than drift that nobody looks for.
resource "aws_ecs_task_definition" "drift" {
  # checkov:skip=CKV_AWS_249: they are two roles; the check does not see outputs of modules
  family                   = "platform-atlantis-drift"
  requires_compatibilities = ["FARGATE"]
  network_mode             = "awsvpc"
  cpu                      = 256
  memory                   = 512
  task_role_arn            = module.drift_role.role_arn
  execution_role_arn       = module.execution_role.role_arn

  container_definitions = jsonencode([merge(local.hardened, {
    name       = "drift"
    entryPoint = ["node", "/usr/local/bin/detect-drift.mjs"]
    environment = [
      { name = "ATLANTIS_INTERNAL_URL", value = local.internal_url },
      { name = "PLATFORM_CENTRAL_REPOSITORY", value = "${var.organisation}/platform" },
    ]
    secrets          = [{ name = "ATLANTIS_API_SECRET", valueFrom = aws_secretsmanager_secret.this["api"].arn }]
    mountPoints      = [{ sourceVolume = "tmp", containerPath = "/tmp", readOnly = false }]
    logConfiguration = local.logging.drift
  })])

  runtime_platform {
    operating_system_family = "LINUX"
    cpu_architecture        = "ARM64"
  }

  volume {
    name = "tmp"
  }
}

# It talks to Atlantis and to nothing of AWS.
module "drift_role" {
  source = "../../modules/iam-role-policy"

  name             = "atlantis-drift-task"
  trusted_services = ["ecs-tasks.amazonaws.com"]

  tags = module.common_tags.tags
}

module "drift" {
  source = "../../modules/security-group"

  name        = "platform-atlantis-drift"
  description = "The look for drift"
  vpc_id      = module.network.values.vpc_id

  egress = {
    https = { description = "Image, log and secret", from_port = 443, to_port = 443, cidr_ipv4 = "0.0.0.0/0" }
  }

  tags = module.common_tags.tags
}

resource "aws_vpc_security_group_egress_rule" "drift" {
  security_group_id            = module.drift.id
  description                  = "Atlantis"
  ip_protocol                  = "tcp"
  from_port                    = local.port
  to_port                      = local.port
  referenced_security_group_id = module.tasks.id
}

module "schedule_role" {
  source = "../../modules/iam-role-policy"

  name             = "atlantis-drift-schedule"
  trusted_services = ["scheduler.amazonaws.com"]

  statements = {
    Run = {
      actions   = ["ecs:RunTask"]
      resources = ["${aws_ecs_task_definition.drift.arn_without_revision}:*"]
    }
    # The task gets the tags of its definition.
    Tag = {
      actions    = ["ecs:TagResource"]
      resources  = ["arn:aws:ecs:${var.region}:${local.account}:task/${module.cluster.values.cluster_name}/*"]
      conditions = [{ test = "StringEquals", variable = "ecs:CreateAction", values = ["RunTask"] }]
    }
    PassRoles = {
      actions   = ["iam:PassRole"]
      resources = [module.drift_role.role_arn, module.execution_role.role_arn]
    }
  }

  tags = module.common_tags.tags
}

resource "aws_scheduler_schedule" "drift" {
  # checkov:skip=CKV_AWS_297: the schedule holds names of subnets and groups, nothing secret
  name                         = "platform-atlantis-drift"
  description                  = "Looks for drift in all repositories."
  schedule_expression          = var.drift_schedule
  schedule_expression_timezone = "Asia/Seoul"

  # At any minute of the hour, so that providers are not asked by everybody at five.
  flexible_time_window {
    mode                      = "FLEXIBLE"
    maximum_window_in_minutes = 30
  }

  target {
    arn      = module.cluster.values.cluster_arn
    role_arn = module.schedule_role.role_arn

    ecs_parameters {
      task_definition_arn = aws_ecs_task_definition.drift.arn
      launch_type         = "FARGATE"
      propagate_tags      = "TASK_DEFINITION"

      network_configuration {
        subnets          = module.network.list_values.private_subnet_ids
        security_groups  = [module.drift.id]
        assign_public_ip = false
      }
    }

    retry_policy {
      maximum_retry_attempts = 2
    }
  }
}

# From the last line of a look: how many projects, and how many repositories that could not be asked.
resource "aws_cloudwatch_log_metric_filter" "drift" {
  for_each = toset(["clean", "drifted", "unknown", "failed"])

  name           = "platform-atlantis-drift-${each.key}"
  log_group_name = module.log_group.name
  pattern        = "{ $.${each.key} >= 0 }"

  metric_transformation {
    namespace = "Platform/Atlantis"
    name      = "Drift${title(each.key)}"
    value     = "$.${each.key}"
    unit      = "Count"
  }
}

locals {
  drift_alarms = {
    drifted = "Projects are not what their Terraform says. The portal's board names them, and the log group /platform/atlantis (streams drift/…)."
    failed  = "Repositories could not be asked for drift. The log group /platform/atlantis (streams drift/…) says why."
  }
}

resource "aws_cloudwatch_metric_alarm" "drift" {
  for_each = local.drift_alarms

  alarm_name          = "platform-atlantis-drift-${each.key}"
  alarm_description   = each.value
  namespace           = "Platform/Atlantis"
  metric_name         = aws_cloudwatch_log_metric_filter.drift[each.key].metric_transformation[0].name
  statistic           = "Maximum"
  comparison_operator = "GreaterThanThreshold"
  threshold           = 0
  period              = 86400
  evaluation_periods  = 1
  treat_missing_data  = "notBreaching"
  alarm_actions       = [module.monitoring.values.alarm_topic_arn]
  ok_actions          = [module.monitoring.values.alarm_topic_arn]
}

# Two days, because a look may start half an hour later than the one before.
resource "aws_cloudwatch_metric_alarm" "drift_silent" {
  alarm_name          = "platform-atlantis-drift-silent"
  alarm_description   = "Nobody has looked for drift for two days: the schedule platform-atlantis-drift, or its task, does not run."
  namespace           = "Platform/Atlantis"
  metric_name         = aws_cloudwatch_log_metric_filter.drift["drifted"].metric_transformation[0].name
  statistic           = "SampleCount"
  comparison_operator = "LessThanThreshold"
  threshold           = 1
  period              = 86400
  evaluation_periods  = 2
  treat_missing_data  = "breaching"
  alarm_actions       = [module.monitoring.values.alarm_topic_arn]
  ok_actions          = [module.monitoring.values.alarm_topic_arn]
}
