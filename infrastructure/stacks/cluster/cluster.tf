locals {
  # Weights of zero are left out: the API would give them back, and with both at zero nothing starts.
  weights = { for name, weight in { FARGATE = 100 - var.spot_share_percent, FARGATE_SPOT = var.spot_share_percent } : name => weight if weight > 0 }
}

# By Service Connect services call each other by name here, without a load balancer between them.
resource "aws_service_discovery_http_namespace" "this" {
  name        = "platform"
  description = "Services that call each other by name."
}

module "exec_log" {
  source = "../../modules/cloudwatch-log-group"

  name           = "/platform/cluster/exec"
  kms_key_arn    = module.kms.values.logs_key_arn
  retention_days = var.exec_log_retention_days

  tags = module.common_tags.tags
}

resource "aws_ecs_cluster" "this" {
  # checkov:skip=CKV_AWS_65: on in either way that the variable allows
  # checkov:skip=CKV_AWS_224: sessions are under TLS already; a key for them would have to be usable by every task role of every service
  name = "platform"

  setting {
    name  = "containerInsights"
    value = var.container_insights
  }

  service_connect_defaults {
    namespace = aws_service_discovery_http_namespace.this.arn
  }

  # Whatever a person types in a container is logged, whichever way it was opened.
  configuration {
    execute_command_configuration {
      logging = "OVERRIDE"

      log_configuration {
        cloud_watch_encryption_enabled = true
        cloud_watch_log_group_name     = module.exec_log.name
      }
    }
  }
}

resource "aws_ecs_cluster_capacity_providers" "this" {
  cluster_name       = aws_ecs_cluster.this.name
  capacity_providers = ["FARGATE", "FARGATE_SPOT"]

  dynamic "default_capacity_provider_strategy" {
    for_each = local.weights

    content {
      capacity_provider = default_capacity_provider_strategy.key
      weight            = default_capacity_provider_strategy.value
    }
  }
}
