# What hardly ever happens, and is nearly always somebody who should not be there: it wakes somebody up within minutes. A call that was
# refused counts too.
locals {
  # Terraform changes these too, with a role whose pull requests are reviewed: what is the platform's with apply-platform, and a
  # service's own alarms with apply-<service>. What such a role was refused is told all the same: it asked for more than it has.
  by_hand = {
    for role in ["apply-platform", "apply-*"] : role => join("", [
      "(($.userIdentity.sessionContext.sessionIssuer.arn NOT EXISTS)",
      " || ($.userIdentity.sessionContext.sessionIssuer.arn != \"*:role/service-access/${role}\") || ($.errorCode = \"*\"))",
    ])
  }

  # What switches off that these alarms wake somebody up.
  watch = {
    alarm        = ["DeleteAlarms", "DisableAlarmActions"]
    log_group    = ["DeleteMetricFilter", "PutMetricFilter", "DeleteLogGroup", "DeleteLogStream"]
    topic        = ["DeleteTopic", "SetTopicAttributes"]
    subscription = ["Unsubscribe", "SetSubscriptionAttributes"]
  }

  called = {
    for name, calls in merge(local.watch, {
      boundary = ["DeleteRolePermissionsBoundary", "PutRolePermissionsBoundary", "DeleteUserPermissionsBoundary", "PutUserPermissionsBoundary"]
      policy   = ["CreatePolicyVersion", "SetDefaultPolicyVersion", "DeletePolicyVersion", "DeletePolicy"]
    }) : name => "(${join(" || ", [for call in calls : "($.eventName = \"${call}\")"])})"
  }

  log_group = "/platform/cloudtrail/events"
  topic     = module.monitoring.values.critical_topic_arn

  # Several regions write to the one log group: names of services and calls are all that these look at.
  watched = {
    root-used = {
      description = "Somebody uses the root user, which nothing needs."
      pattern     = "{ ($.userIdentity.type = \"Root\") && ($.userIdentity.invokedBy NOT EXISTS) && ($.eventType != \"AwsServiceEvent\") }"
    }
    # People come through IAM Identity Center, which has asked for the second factor itself: its sign-ins always say No.
    signed-in-without-mfa = {
      description = "An IAM user signed in to the console without a second factor."
      pattern     = "{ ($.eventName = \"ConsoleLogin\") && ($.userIdentity.type = \"IAMUser\") && ($.responseElements.ConsoleLogin = \"Success\") && ($.additionalEventData.MFAUsed != \"Yes\") }"
    }
    trail-changed = {
      description = "A trail was stopped, deleted or made to see less: what comes next may leave no trace."
      pattern     = "{ ($.eventSource = \"cloudtrail.amazonaws.com\") && (${join(" || ", [for name in ["StopLogging", "DeleteTrail", "UpdateTrail", "PutEventSelectors", "PutInsightSelectors"] : "($.eventName = \"${name}\")"])}) }"
    }
    key-disabled = {
      description = "A key was disabled or is about to be deleted, and with it everything that it encrypts."
      pattern     = "{ ($.eventSource = \"kms.amazonaws.com\") && (${join(" || ", [for name in ["DisableKey", "ScheduleKeyDeletion"] : "($.eventName = \"${name}\")"])}) }"
    }
    boundary-changed = {
      description = "A boundary of rights, or a policy that says what Atlantis may, was taken away or replaced by hand, not by Terraform."
      pattern = join(" && ", [
        "{ ($.eventSource = \"iam.amazonaws.com\")",
        "(${local.called.boundary} || (($.requestParameters.policyArn = \"*:policy/service-access/*\") && ${local.called.policy}))",
        "${local.by_hand["apply-platform"]} }",
      ])
    }
    # DeleteAlarms names up to a hundred, and a pattern sees one place of a list: so any alarm counts. Autoscaling makes and deletes its own.
    alarms-changed = {
      description = "Alarms were deleted or silenced by hand, or what the trail's alarms watch was taken away: what comes next may wake nobody."
      pattern = join(" && ", [
        join(" || ", [
          "{ ((($.eventSource = \"monitoring.amazonaws.com\") && (${local.called.alarm} || (($.eventName = \"PutMetricAlarm\") && ($.requestParameters.alarmName = \"platform-cloudtrail-*\"))))",
          "(($.requestParameters.logGroupName = \"${local.log_group}\") && ${local.called.log_group}))",
        ]),
        "($.userIdentity.invokedBy NOT EXISTS)",
        "${local.by_hand["apply-*"]} }",
      ])
    }
    topic-changed = {
      description = "The topic of these alarms, or who hears of it, was changed by hand: what comes next may wake nobody."
      pattern = join(" && ", [
        "{ ($.eventSource = \"sns.amazonaws.com\")",
        join(" || ", [
          "((($.requestParameters.topicArn = \"${local.topic}\") && ${local.called.topic})",
          "(($.requestParameters.subscriptionArn = \"${local.topic}:*\") && ${local.called.subscription}))",
        ]),
        "${local.by_hand["apply-platform"]} }",
      ])
    }
  }
}

resource "aws_cloudwatch_log_metric_filter" "this" {
  for_each = local.watched

  name           = "platform-cloudtrail-${each.key}"
  log_group_name = module.log_group.name
  pattern        = each.value.pattern

  # Nothing is written while nothing happens, and costs nothing then.
  metric_transformation {
    namespace = "Platform/CloudTrail"
    name      = each.key
    value     = "1"
  }
}

resource "aws_cloudwatch_metric_alarm" "this" {
  for_each = local.watched

  alarm_name          = "platform-cloudtrail-${each.key}"
  alarm_description   = "${each.value.description} Was it nobody of us, follow docs/runbooks/account-compromised.md."
  namespace           = aws_cloudwatch_log_metric_filter.this[each.key].metric_transformation[0].namespace
  metric_name         = aws_cloudwatch_log_metric_filter.this[each.key].metric_transformation[0].name
  statistic           = "Sum"
  period              = 300
  evaluation_periods  = 1
  comparison_operator = "GreaterThanThreshold"
  threshold           = 0
  treat_missing_data  = "notBreaching"

  # It is not over when five minutes pass without another: nobody is told that it is.
  alarm_actions = [local.topic]
}

# A trail that was stopped, or can no longer write here, leaves everything above still. Events of all regions come every few minutes.
resource "aws_cloudwatch_metric_alarm" "silent" {
  alarm_name          = "platform-cloudtrail-silent"
  alarm_description   = "No event has reached the trail's log group for an hour: nobody would hear of anything. See how it fails in the README of the stack cloudtrail."
  namespace           = "AWS/Logs"
  metric_name         = "IncomingLogEvents"
  dimensions          = { LogGroupName = module.log_group.name }
  statistic           = "Sum"
  period              = 3600
  evaluation_periods  = 1
  comparison_operator = "LessThanThreshold"
  threshold           = 1
  treat_missing_data  = "breaching"

  alarm_actions = [local.topic]
  ok_actions    = [local.topic]
}
