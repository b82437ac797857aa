locals {
  port           = 6379
  engine_version = { valkey = "8.0", redis = "7.1" }[var.engine]
  parameters     = { valkey = "default.valkey8", redis = "default.redis7" }[var.engine]
  log_types      = ["slow-log", "engine-log"]
}

resource "aws_elasticache_replication_group" "this" {
  # checkov:skip=CKV_AWS_31: users sign in with their IAM role (users.tf) instead of one password for all
  # checkov:skip=CKV2_AWS_50: on wherever there is a replica, as by default; a single node of a throw-away environment has nowhere to go
  replication_group_id = var.name
  description          = "Cache ${var.name}"
  engine               = var.engine
  engine_version       = local.engine_version
  parameter_group_name = local.parameters
  node_type            = var.node_type
  port                 = local.port

  num_cache_clusters         = var.replicas + 1
  multi_az_enabled           = var.replicas > 0
  automatic_failover_enabled = var.replicas > 0

  subnet_group_name  = aws_elasticache_subnet_group.this.name
  security_group_ids = [aws_security_group.this.id]

  at_rest_encryption_enabled = true
  kms_key_id                 = var.kms_key_arn
  transit_encryption_enabled = true
  transit_encryption_mode    = "required"
  user_group_ids             = [aws_elasticache_user_group.this.user_group_id]

  snapshot_retention_limit   = var.snapshot_retention_days
  snapshot_window            = "17:00-18:00"
  maintenance_window         = "sun:18:30-sun:19:30"
  final_snapshot_identifier  = var.skip_final_snapshot ? null : "${var.name}-final-${terraform_data.created.output}"
  auto_minor_version_upgrade = true

  dynamic "log_delivery_configuration" {
    for_each = local.log_types

    content {
      destination      = aws_cloudwatch_log_group.this[log_delivery_configuration.value].name
      destination_type = "cloudwatch-logs"
      log_format       = "json"
      log_type         = log_delivery_configuration.value
    }
  }

  tags = var.tags
}

# A second cache of the same name must not meet the first one's final snapshot.
resource "terraform_data" "created" {
  input = formatdate("YYYYMMDDhhmmss", timestamp())

  lifecycle {
    ignore_changes = [input]
  }
}

resource "aws_elasticache_subnet_group" "this" {
  name        = var.name
  description = "Subnets of the cache ${var.name}"
  subnet_ids  = var.subnet_ids

  tags = var.tags
}

resource "aws_cloudwatch_log_group" "this" {
  # checkov:skip=CKV_AWS_338: how long logs are searchable follows the module cloudwatch-log-group; the logging stack archives them
  for_each = toset(local.log_types)

  name              = "/aws/elasticache/${var.name}/${each.value}"
  retention_in_days = 30
  kms_key_id        = var.logs_kms_key_arn

  tags = var.tags
}
