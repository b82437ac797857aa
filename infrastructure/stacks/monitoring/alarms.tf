# Watches the watchers: Prometheus cannot say of itself that it is blind or dumb.
locals {
  prometheus_alarms = {
    samples-discarded = {
      metric      = "DiscardedSamples"
      description = "Prometheus discards samples: a limit is reached, or somebody sends them out of order."
    }
    rules-failing = {
      metric      = "RuleEvaluationFailures"
      description = "A rule does not evaluate, so its alert cannot come. The log group of Prometheus names it."
    }
    alerts-undelivered = {
      metric      = "AlertManagerNotificationsFailed"
      description = "The alert manager could not write to a topic: look at the topic's policy and at the key's."
    }
  }
}

resource "aws_cloudwatch_metric_alarm" "prometheus" {
  for_each = local.prometheus_alarms

  alarm_name          = "platform-prometheus-${each.key}"
  alarm_description   = each.value.description
  evaluation_periods  = 3
  datapoints_to_alarm = 2
  comparison_operator = "GreaterThanThreshold"
  threshold           = 0
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic_policy.this["alarm"].arn]
  ok_actions          = [aws_sns_topic_policy.this["alarm"].arn]

  # Failures come by rule group, discarded samples by reason: an alarm on the workspace alone would never see one. This is the sum of
  # them all, in the account's one workspace.
  metric_query {
    id          = "sum"
    expression  = "SELECT SUM(${each.value.metric}) FROM \"AWS/Prometheus\""
    period      = 300
    return_data = true
  }
}

# Rules that fail while nothing is delivered: from here on silence means nothing.
resource "aws_cloudwatch_composite_alarm" "blind" {
  alarm_name        = "platform-monitoring-blind"
  alarm_description = "Alerts of Prometheus do not arrive, or are not even evaluated over whole samples. Look at services by hand until this ends."
  alarm_rule = join(" OR ", [
    "ALARM(\"${aws_cloudwatch_metric_alarm.prometheus["alerts-undelivered"].alarm_name}\")",
    "(ALARM(\"${aws_cloudwatch_metric_alarm.prometheus["rules-failing"].alarm_name}\") AND ALARM(\"${aws_cloudwatch_metric_alarm.prometheus["samples-discarded"].alarm_name}\"))",
  ])
  alarm_actions = [aws_sns_topic_policy.this["critical"].arn]
  ok_actions    = [aws_sns_topic_policy.this["critical"].arn]
}

# Each topic's failures go to the other one.
resource "aws_cloudwatch_metric_alarm" "topic" {
  for_each = { alarm = "critical", critical = "alarm" }

  alarm_name          = "platform-topic-${each.key}-undelivered"
  alarm_description   = "Messages of the topic platform-${each.key} do not reach Slack."
  namespace           = "AWS/SNS"
  metric_name         = "NumberOfNotificationsFailed"
  dimensions          = { TopicName = aws_sns_topic.this[each.key].name }
  statistic           = "Sum"
  period              = 300
  evaluation_periods  = 1
  comparison_operator = "GreaterThanThreshold"
  threshold           = 0
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic_policy.this[each.value].arn]
  ok_actions          = [aws_sns_topic_policy.this[each.value].arn]
}

# A quota that all functions of the account share: at its end every function fails, whosoever took it.
resource "aws_cloudwatch_metric_alarm" "lambda_concurrency" {
  alarm_name          = "platform-lambda-concurrency"
  alarm_description   = "Functions take four fifths of the account's concurrency. Find the one that grows, or have the quota raised."
  namespace           = "AWS/Lambda"
  metric_name         = "ConcurrentExecutions"
  statistic           = "Maximum"
  period              = 60
  evaluation_periods  = 5
  datapoints_to_alarm = 3
  comparison_operator = "GreaterThanOrEqualToThreshold"
  threshold           = floor(var.lambda_concurrency_limit * 0.8)
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic_policy.this["alarm"].arn]
  ok_actions          = [aws_sns_topic_policy.this["alarm"].arn]
}
