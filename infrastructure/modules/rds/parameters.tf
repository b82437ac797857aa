# Connections without TLS are refused, and slow queries are logged with their text.

locals {
  parameter_family = { postgres = "postgres17", mysql = "mysql8.4" }[var.engine]

  parameters = {
    postgres = {
      "rds.force_ssl"              = "1"
      "log_min_duration_statement" = "1000"
      "log_statement"              = "ddl"
    }
    mysql = {
      "require_secure_transport" = "1"
      "slow_query_log"           = "1"
      "long_query_time"          = "1"
      "log_output"               = "FILE"
    }
  }[var.engine]
}

resource "aws_db_parameter_group" "this" {
  # A prefix: a group is replaced with its family, while the old one is still in use.
  name_prefix = "${var.name}-"
  family      = local.parameter_family
  description = "Parameters of the database ${var.name}"

  dynamic "parameter" {
    for_each = local.parameters

    content {
      name  = parameter.key
      value = parameter.value
    }
  }

  tags = var.tags

  lifecycle {
    create_before_destroy = true
  }
}
