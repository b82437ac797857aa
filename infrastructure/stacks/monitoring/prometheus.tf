resource "aws_prometheus_workspace" "this" {
  alias       = "platform"
  kms_key_arn = module.kms.values.logs_key_arn

  # Rules that do not evaluate and alerts that are not delivered are said here only.
  logging_configuration {
    log_group_arn = "${module.prometheus_log.arn}:*"
  }

  # Its metrics are lost with it.
  lifecycle {
    prevent_destroy = true
  }
}

module "prometheus_log" {
  source = "../../modules/cloudwatch-log-group"

  name           = "/aws/vendedlogs/prometheus/platform"
  kms_key_arn    = module.kms.values.logs_key_arn
  retention_days = var.log_retention_days

  tags = module.common_tags.tags
}

# A file is a namespace: what is in it is evaluated together, and changed by its own pull request.
resource "aws_prometheus_rule_group_namespace" "this" {
  for_each = local.rules

  name         = each.key
  workspace_id = aws_prometheus_workspace.this.id
  data         = each.value
}

locals {
  rules = {
    for file in fileset("${path.module}/rules", "*.yaml") : trimsuffix(file, ".yaml") => file("${path.module}/rules/${file}")
  }

  # The form that Chatbot shows in a channel; it drops what is neither this nor an event of a service that it knows. The alert manager
  # fills it in and escapes nothing, so everything that comes from an alert loses what would end a string of JSON, call a channel or
  # take too much room. script/lib/infra-alerts.test.mjs renders it.
  # Ref. https://docs.aws.amazon.com/chatbot/latest/adminguide/custom-notifs.html
  message = templatefile("${path.module}/messages/prometheus.json.tmpl", { environment = var.environment })

  receivers = {
    for name in keys(local.topics) : name => {
      name = name
      sns_configs = [{
        topic_arn     = aws_sns_topic_policy.this[name].arn
        send_resolved = true
        sigv4         = { region = var.region }
        subject       = "{{ .CommonLabels.alertname }} in ${var.environment}"
        message       = local.message
        attributes    = { severity = name }
      }]
    }
  }
}

# Alerts go by their label `severity`: critical ones to their own topic, everything else to the other, also what has no label.
resource "aws_prometheus_alert_manager_definition" "this" {
  workspace_id = aws_prometheus_workspace.this.id

  definition = yamlencode({
    alertmanager_config = yamlencode({
      route = {
        receiver        = "alarm"
        group_by        = ["alertname", "service"]
        group_wait      = "30s"
        group_interval  = "5m"
        repeat_interval = "${var.repeat_hours.alarm}h"
        routes = [{
          receiver        = "critical"
          matchers        = ["severity = critical"]
          group_wait      = "10s"
          repeat_interval = "${var.repeat_hours.critical}h"
        }]
      }
      # A service that is down need not say that it is slow too.
      inhibit_rules = [{
        source_matchers = ["severity = critical"]
        target_matchers = ["severity = warning"]
        equal           = ["service"]
      }]
      receivers = values(local.receivers)
    })
  })
}
