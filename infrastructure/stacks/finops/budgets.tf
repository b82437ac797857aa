locals {
  # The whole account, and each service by its tag.
  budgets = merge(
    { "platform-all" = { limit = var.monthly_budget_usd, service = "" } },
    { for service, limit in var.service_budgets_usd : "platform-service-${service}" => { limit = limit, service = service } },
  )

  # Told in time to do something about it, and again when it is spent.
  notifications = [
    { type = "ACTUAL", percent = 80 },
    { type = "FORECASTED", percent = 100 },
    { type = "ACTUAL", percent = 100 },
  ]
}

resource "aws_budgets_budget" "this" {
  for_each = local.budgets

  name         = each.key
  budget_type  = "COST"
  limit_amount = format("%.1f", each.value.limit)
  limit_unit   = "USD"
  time_unit    = "MONTHLY"

  dynamic "cost_filter" {
    for_each = each.value.service == "" ? [] : [each.value.service]

    content {
      name   = "TagKeyValue"
      values = [format("user:Service$%s", cost_filter.value)]
    }
  }

  dynamic "notification" {
    for_each = local.notifications

    content {
      comparison_operator       = "GREATER_THAN"
      notification_type         = notification.value.type
      threshold                 = notification.value.percent
      threshold_type            = "PERCENTAGE"
      subscriber_sns_topic_arns = [module.monitoring.values.alarm_topic_arn]
    }
  }
}

# Learns what each product usually costs: it needs ten days, and no threshold to guess.
resource "aws_ce_anomaly_monitor" "products" {
  name              = "platform-products"
  monitor_type      = "DIMENSIONAL"
  monitor_dimension = "SERVICE"
}

resource "aws_ce_anomaly_subscription" "products" {
  name             = "platform-products"
  frequency        = "IMMEDIATE"
  monitor_arn_list = [aws_ce_anomaly_monitor.products.arn]

  subscriber {
    type    = "SNS"
    address = module.monitoring.values.alarm_topic_arn
  }

  threshold_expression {
    dimension {
      key           = "ANOMALY_TOTAL_IMPACT_ABSOLUTE"
      match_options = ["GREATER_THAN_OR_EQUAL"]
      values        = [tostring(var.anomaly_usd)]
    }
  }
}
