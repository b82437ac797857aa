mock_provider "aws" {
  source = "./tests/mocks"
}

override_module {
  target = module.kms
  outputs = {
    values = { logs_key_arn = "arn:aws:kms:ap-northeast-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab" }
  }
}

override_module {
  target = module.monitoring
  outputs = {
    values = { critical_topic_arn = "arn:aws:sns:ap-northeast-2:111122223333:platform-critical" }
  }
}

override_module {
  target = module.logging
  outputs = {
    values = { access_logs_bucket = "dev-connectly-s3-access-logs" }
  }
}

run "sees_every_region_and_proves_what_it_saw" {
  command = plan

  assert {
    condition     = aws_cloudtrail.this.is_multi_region_trail && aws_cloudtrail.this.include_global_service_events && aws_cloudtrail.this.enable_logging
    error_message = "Nothing happens in a region, or in IAM, that the trail does not see."
  }

  assert {
    condition     = aws_cloudtrail.this.enable_log_file_validation
    error_message = "A log file that was changed shows."
  }

  assert {
    condition     = aws_cloudtrail.this.kms_key_id == module.kms.values.logs_key_arn
    error_message = "Log files are encrypted with the key of logs."
  }
}

run "sees_who_read_a_state" {
  command = plan

  assert {
    condition = join(",", flatten([
      for selector in aws_cloudtrail.this.advanced_event_selector : [for field in selector.field_selector : field.starts_with if field.field == "resources.ARN"]
    ])) == "arn:aws:s3:::dev-connectly/"
    error_message = "Reads of the state bucket's objects are events too."
  }

  assert {
    condition     = contains(flatten([for selector in aws_cloudtrail.this.advanced_event_selector : [for field in selector.field_selector : field.equals if field.field == "eventCategory"]]), "Management")
    error_message = "Whoever manages something is seen."
  }
}

run "only_this_trail_writes_the_bucket" {
  command = plan

  assert {
    condition     = alltrue([for statement in jsondecode(local.delivery_policy).Statement : statement.Condition == { StringEquals = { "aws:SourceArn" = "arn:aws:cloudtrail:ap-northeast-2:111122223333:trail/platform" } } && statement.Principal == { Service = "cloudtrail.amazonaws.com" }])
    error_message = "Another account's trail may not write here."
  }

  assert {
    condition     = [for statement in jsondecode(local.delivery_policy).Statement : statement.Resource if statement.Sid == "TrailWrites"] == ["arn:aws:s3:::dev-connectly-cloudtrail/AWSLogs/111122223333/*"]
    error_message = "It writes below its account's prefix only."
  }
}

run "locks_its_log_files" {
  command = plan

  assert {
    condition     = local.object_lock == { days = 1, mode = "GOVERNANCE" }
    error_message = "The bucket locks new objects as the environment says."
  }
}

run "writes_its_log_group_and_nothing_else" {
  command = apply

  assert {
    condition     = [for statement in jsondecode(aws_iam_role_policy.logs.policy).Statement : [statement.Action, statement.Resource]] == [[["logs:CreateLogStream", "logs:PutLogEvents"], ["arn:aws:logs:ap-northeast-2:111122223333:log-group:/platform/cloudtrail/events:log-stream:111122223333_CloudTrail_ap-northeast-2*"]]]
    error_message = "The role reaches the trail's own streams only."
  }

  assert {
    condition     = jsondecode(aws_iam_role.logs.assume_role_policy).Statement[0].Condition == { StringEquals = { "aws:SourceArn" = aws_cloudtrail.this.arn } }
    error_message = "Only this trail takes the role."
  }

  assert {
    condition     = local.trail_arn == aws_cloudtrail.this.arn
    error_message = "The policies name the trail that is made."
  }
}

run "tells_changes_of_atlantis_from_changes_by_hand" {
  command = plan

  assert {
    condition     = strcontains(aws_athena_named_query.this["changes-past-terraform"].query, "sessionissuer.arn, '') NOT LIKE '%:role/service-access/%'")
    error_message = "Atlantis changes with the roles of the stack service-access, whose names do not hold its own."
  }
}

run "bounds_and_encrypts_queries" {
  command = plan

  assert {
    condition     = aws_athena_workgroup.this.configuration[0].enforce_workgroup_configuration && aws_athena_workgroup.this.configuration[0].bytes_scanned_cutoff_per_query == 10737418240
    error_message = "No query reads more than it may, or writes elsewhere."
  }

  assert {
    condition     = one(aws_athena_workgroup.this.configuration[0].result_configuration[0].encryption_configuration).encryption_option == "SSE_KMS" && one(aws_athena_workgroup.this.configuration[0].result_configuration[0].encryption_configuration).kms_key_arn == module.kms.values.logs_key_arn
    error_message = "What a query found is encrypted with the key of logs."
  }
}

run "reads_where_the_trail_writes" {
  command = plan

  assert {
    condition     = aws_glue_catalog_table.events.parameters["storage.location.template"] == "s3://dev-connectly-cloudtrail/AWSLogs/111122223333/CloudTrail/$${region}/$${day}/"
    error_message = "The table finds a day's files by region and date."
  }

  assert {
    condition     = aws_glue_catalog_table.events.parameters["projection.region.values"] == join(",", var.queried_regions) && aws_glue_catalog_table.events.parameters["projection.day.range"] == "NOW-${var.trail_days}DAYS,NOW"
    error_message = "The table knows the regions and days that there are."
  }

  assert {
    condition     = alltrue([for query in aws_athena_named_query.this : strcontains(query.query, "FROM platform_cloudtrail.events") && strcontains(query.query, "day >= ")])
    error_message = "Every query reads the table, and names the days: one without them reads everything there is."
  }
}

run "asks_for_the_second_factor_where_cloudtrail_writes_it" {
  command = plan

  assert {
    condition     = strcontains(aws_athena_named_query.this["sign-in-without-mfa"].query, "json_extract_scalar(additionaleventdata, '$.MFAUsed') IS DISTINCT FROM 'Yes'")
    error_message = "MFAUsed is in additionalEventData; in responseElements it is never found. Where it is missing, nobody was asked."
  }

  assert {
    condition     = contains([for column in aws_glue_catalog_table.events.storage_descriptor[0].columns : column.name], "additionaleventdata")
    error_message = "The table has the column."
  }
}

run "wakes_somebody_over_what_hardly_ever_happens" {
  command = apply

  assert {
    condition = { for name, filter in aws_cloudwatch_log_metric_filter.this : name => [filter.log_group_name, filter.pattern] } == {
      root-used             = ["/platform/cloudtrail/events", "{ ($.userIdentity.type = \"Root\") && ($.userIdentity.invokedBy NOT EXISTS) && ($.eventType != \"AwsServiceEvent\") }"]
      signed-in-without-mfa = ["/platform/cloudtrail/events", "{ ($.eventName = \"ConsoleLogin\") && ($.userIdentity.type = \"IAMUser\") && ($.responseElements.ConsoleLogin = \"Success\") && ($.additionalEventData.MFAUsed != \"Yes\") }"]
      trail-changed         = ["/platform/cloudtrail/events", "{ ($.eventSource = \"cloudtrail.amazonaws.com\") && (($.eventName = \"StopLogging\") || ($.eventName = \"DeleteTrail\") || ($.eventName = \"UpdateTrail\") || ($.eventName = \"PutEventSelectors\") || ($.eventName = \"PutInsightSelectors\")) }"]
      key-disabled          = ["/platform/cloudtrail/events", "{ ($.eventSource = \"kms.amazonaws.com\") && (($.eventName = \"DisableKey\") || ($.eventName = \"ScheduleKeyDeletion\")) }"]
      boundary-changed      = ["/platform/cloudtrail/events", "{ ($.eventSource = \"iam.amazonaws.com\") && ((($.eventName = \"DeleteRolePermissionsBoundary\") || ($.eventName = \"PutRolePermissionsBoundary\") || ($.eventName = \"DeleteUserPermissionsBoundary\") || ($.eventName = \"PutUserPermissionsBoundary\")) || (($.requestParameters.policyArn = \"*:policy/service-access/*\") && (($.eventName = \"CreatePolicyVersion\") || ($.eventName = \"SetDefaultPolicyVersion\") || ($.eventName = \"DeletePolicyVersion\") || ($.eventName = \"DeletePolicy\")))) && (($.userIdentity.sessionContext.sessionIssuer.arn NOT EXISTS) || ($.userIdentity.sessionContext.sessionIssuer.arn != \"*:role/service-access/apply-platform\") || ($.errorCode = \"*\")) }"]
      alarms-changed        = ["/platform/cloudtrail/events", "{ ((($.eventSource = \"monitoring.amazonaws.com\") && ((($.eventName = \"DeleteAlarms\") || ($.eventName = \"DisableAlarmActions\")) || (($.eventName = \"PutMetricAlarm\") && ($.requestParameters.alarmName = \"platform-cloudtrail-*\")))) || (($.requestParameters.logGroupName = \"/platform/cloudtrail/events\") && (($.eventName = \"DeleteMetricFilter\") || ($.eventName = \"PutMetricFilter\") || ($.eventName = \"DeleteLogGroup\") || ($.eventName = \"DeleteLogStream\")))) && ($.userIdentity.invokedBy NOT EXISTS) && (($.userIdentity.sessionContext.sessionIssuer.arn NOT EXISTS) || ($.userIdentity.sessionContext.sessionIssuer.arn != \"*:role/service-access/apply-*\") || ($.errorCode = \"*\")) }"]
      topic-changed         = ["/platform/cloudtrail/events", "{ ($.eventSource = \"sns.amazonaws.com\") && ((($.requestParameters.topicArn = \"arn:aws:sns:ap-northeast-2:111122223333:platform-critical\") && (($.eventName = \"DeleteTopic\") || ($.eventName = \"SetTopicAttributes\"))) || (($.requestParameters.subscriptionArn = \"arn:aws:sns:ap-northeast-2:111122223333:platform-critical:*\") && (($.eventName = \"Unsubscribe\") || ($.eventName = \"SetSubscriptionAttributes\")))) && (($.userIdentity.sessionContext.sessionIssuer.arn NOT EXISTS) || ($.userIdentity.sessionContext.sessionIssuer.arn != \"*:role/service-access/apply-platform\") || ($.errorCode = \"*\")) }"]
    }
    error_message = "The log group is watched for the root user, sign-ins without a second factor, the trail, keys, boundaries, and the watch itself."
  }

  assert {
    condition     = alltrue([for filter in aws_cloudwatch_log_metric_filter.this : length(filter.pattern) <= 1024])
    error_message = "CloudWatch Logs takes patterns of at most 1,024 characters."
  }

  assert {
    condition = alltrue([
      for name, alarm in aws_cloudwatch_metric_alarm.this : [alarm.namespace, alarm.metric_name] == [
        for transformation in aws_cloudwatch_log_metric_filter.this[name].metric_transformation : [transformation.namespace, transformation.name]
      ][0]
    ]) && keys(aws_cloudwatch_metric_alarm.this) == keys(aws_cloudwatch_log_metric_filter.this)
    error_message = "Each filter has an alarm on what it counts."
  }

  assert {
    condition = alltrue([
      for alarm in aws_cloudwatch_metric_alarm.this : alarm.alarm_actions == toset(["arn:aws:sns:ap-northeast-2:111122223333:platform-critical"]) && alarm.threshold == 0 && alarm.evaluation_periods == 1 && alarm.treat_missing_data == "notBreaching"
    ])
    error_message = "The first one wakes somebody up."
  }
}

run "wakes_somebody_when_events_stop" {
  command = apply

  assert {
    condition = [aws_cloudwatch_metric_alarm.silent.namespace, aws_cloudwatch_metric_alarm.silent.metric_name, aws_cloudwatch_metric_alarm.silent.dimensions] == [
      "AWS/Logs", "IncomingLogEvents", tomap({ LogGroupName = "/platform/cloudtrail/events" })
    ] && aws_cloudwatch_metric_alarm.silent.treat_missing_data == "breaching" && aws_cloudwatch_metric_alarm.silent.comparison_operator == "LessThanThreshold" && aws_cloudwatch_metric_alarm.silent.threshold == 1
    error_message = "A trail that is stopped writes nothing, and then no metric is there at all."
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.silent.alarm_actions == toset(["arn:aws:sns:ap-northeast-2:111122223333:platform-critical"]) && aws_cloudwatch_metric_alarm.silent.ok_actions == toset(["arn:aws:sns:ap-northeast-2:111122223333:platform-critical"])
    error_message = "It wakes somebody up, who hears when it is over."
  }
}

run "names_the_queries_that_tell_who_it_was" {
  command = plan

  assert {
    condition     = strcontains(aws_athena_named_query.this["changes-of-rights"].query, "'cloudtrail.amazonaws.com'") && strcontains(aws_athena_named_query.this["changes-of-rights"].query, "'iam.amazonaws.com'") && strcontains(aws_athena_named_query.this["changes-of-rights"].query, "'kms.amazonaws.com'")
    error_message = "Who stopped a trail, disabled a key or took a boundary away is in changes-of-rights."
  }

  assert {
    condition = alltrue([
      for name in ["DeleteAlarms", "DisableAlarmActions", "PutMetricAlarm", "DeleteMetricFilter", "PutMetricFilter", "DeleteLogGroup", "DeleteLogStream", "DeleteTopic", "SetTopicAttributes", "Unsubscribe", "SetSubscriptionAttributes"] :
      strcontains(aws_athena_named_query.this["changes-of-the-watch"].query, "'${name}'")
    ])
    error_message = "Who switched an alarm or its topic off is in changes-of-the-watch."
  }
}

run "publishes_what_an_auditor_needs" {
  command = apply

  assert {
    condition     = toset(keys(output.parameter_names)) == toset(["trail_arn", "bucket", "athena_workgroup", "log_group"])
    error_message = "The trail, where it writes, and where to ask."
  }
}
