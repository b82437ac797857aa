# What hardly ever happens, and is nearly always somebody who should not be there: it wakes somebody up within minutes. A call that was
# refused counts too.
locals {
  # Terraform changes boundaries too, with the roles of the stack service-access, whose pull requests are reviewed.
  by_hand = "(($.userIdentity.sessionContext.sessionIssuer.arn NOT EXISTS) || ($.userIdentity.sessionContext.sessionIssuer.arn != \"*:role/service-access/*\"))"

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
      description = "A boundary of rights was taken away or replaced by hand, not by Terraform."
      pattern     = "{ ($.eventSource = \"iam.amazonaws.com\") && (${join(" || ", [for name in ["DeleteRolePermissionsBoundary", "PutRolePermissionsBoundary", "DeleteUserPermissionsBoundary", "PutUserPermissionsBoundary"] : "($.eventName = \"${name}\")"])}) && ${local.by_hand} }"
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
  alarm_actions = [module.monitoring.values.critical_topic_arn]
}
