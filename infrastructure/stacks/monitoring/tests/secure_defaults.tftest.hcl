mock_provider "aws" {
  source = "./tests/mocks"
}

override_module {
  target = module.kms
  outputs = {
    values = {
      logs_key_arn = "arn:aws:kms:ap-northeast-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"
      sns_key_arn  = "arn:aws:kms:ap-northeast-2:111122223333:key/5678abcd-12ab-34cd-56ef-1234567890ab"
    }
  }
}

run "encrypts_topics_metrics_and_logs" {
  command = plan

  assert {
    condition     = alltrue([for topic in aws_sns_topic.this : topic.kms_master_key_id == module.kms.values.sns_key_arn])
    error_message = "Topics are encrypted with the key of topics, whose policy lets services publish."
  }

  assert {
    condition     = aws_prometheus_workspace.this.kms_key_arn == module.kms.values.logs_key_arn
    error_message = "Metrics are encrypted with a key of the platform."
  }
}

run "only_services_of_this_account_publish_over_tls" {
  command = apply

  assert {
    condition = alltrue([
      for policy in aws_sns_topic_policy.this : { for statement in jsondecode(policy.policy).Statement : statement.Sid => statement.Condition } == {
        ServicesOfThisAccountPublish = { StringEquals = { "aws:SourceAccount" = "111122223333" } }
        PrometheusLooksAtItsReceiver = { StringEquals = { "aws:SourceAccount" = "111122223333" } }
        TlsOnly                      = { Bool = { "aws:SecureTransport" = "false" } }
      }
    ])
    error_message = "Another account's alarms may not write here, and nobody without TLS."
  }

  assert {
    condition     = alltrue([for policy in aws_sns_topic_policy.this : contains(jsondecode(policy.policy).Statement[0].Principal.Service, "aps.amazonaws.com")])
    error_message = "The alert manager writes to the topics."
  }

  assert {
    condition = alltrue([
      for policy in aws_sns_topic_policy.this : [for statement in jsondecode(policy.policy).Statement : statement.Principal.Service if statement.Effect == "Allow" && contains(flatten([statement.Action]), "sns:GetTopicAttributes")] == ["aps.amazonaws.com"]
    ])
    error_message = "The alert manager looks at a topic before it writes, and nobody else has to."
  }
}

run "slack_looks_and_does_not_touch" {
  command = apply

  assert {
    condition     = alltrue([for channel in aws_chatbot_slack_channel_configuration.this : channel.guardrail_policy_arns == tolist(["arn:aws:iam::aws:policy/CloudWatchReadOnlyAccess"])])
    error_message = "Whatever a person's role allows, a channel only reads."
  }

  assert {
    condition     = alltrue([for channel in aws_chatbot_slack_channel_configuration.this : channel.user_authorization_required])
    error_message = "Who types a command in a channel does so with a role of their own."
  }

  assert {
    condition     = aws_chatbot_slack_channel_configuration.this["critical"].slack_channel_id == var.slack.critical_channel_id
    error_message = "Critical alarms end in their own channel."
  }
}

run "alerts_go_by_severity" {
  command = apply

  assert {
    condition     = yamldecode(yamldecode(aws_prometheus_alert_manager_definition.this.definition).alertmanager_config).route.receiver == "alarm"
    error_message = "An alert without severity is not lost."
  }

  assert {
    condition = [
      for route in yamldecode(yamldecode(aws_prometheus_alert_manager_definition.this.definition).alertmanager_config).route.routes : [route.receiver, route.matchers]
    ] == [["critical", ["severity = critical"]]]
    error_message = "Critical alerts wake somebody up, and nothing else does."
  }

  assert {
    condition = [
      for receiver in yamldecode(yamldecode(aws_prometheus_alert_manager_definition.this.definition).alertmanager_config).receivers : receiver.name
    ] == ["alarm", "critical"]
    error_message = "Each route has its receiver."
  }
}

run "slack_shows_what_prometheus_says" {
  command = apply

  assert {
    condition = [
      for receiver in yamldecode(yamldecode(aws_prometheus_alert_manager_definition.this.definition).alertmanager_config).receivers : (
        strcontains(receiver.sns_configs[0].message, "\"source\": \"custom\"") && strcontains(receiver.sns_configs[0].message, " in dev\",")
      )
    ] == [true, true]
    error_message = "Both receivers write a custom notification, which names the environment: Chatbot drops plain text. What labels do to it: script/lib/infra-alerts.test.mjs."
  }
}

run "every_alert_says_what_and_where_to_look" {
  command = plan

  assert {
    condition = alltrue(flatten([
      for namespace in aws_prometheus_rule_group_namespace.this : [
        for group in yamldecode(namespace.data).groups : [
          for rule in group.rules : contains(["warning", "critical"], rule.labels.severity) && can(rule.annotations.summary) && (
            can(regex("^docs/(runbooks|troubleshooting)/[^/]+\\.md$", rule.annotations.runbook)) && can(rule.for)
          ) if can(rule.alert)
        ]
      ]
    ]))
    error_message = "An alert has a severity that the routes know, a summary, a runbook, and does not fire at the first blink."
  }

  assert {
    condition     = toset(keys(aws_prometheus_rule_group_namespace.this)) == toset(["platform", "services"])
    error_message = "Each file of rules is a namespace."
  }
}

run "notices_when_nothing_is_measured" {
  command = plan

  assert {
    condition = contains(flatten([
      for group in yamldecode(aws_prometheus_rule_group_namespace.this["platform"].data).groups : [for rule in group.rules : "${rule.expr} ${rule.labels.severity}"]
    ]), "absent(up) critical")
    error_message = "Without metrics there are no alerts: that is one itself."
  }
}

run "grafana_knows_who_comes" {
  command = plan

  assert {
    condition     = aws_grafana_workspace.this.authentication_providers == tolist(["AWS_SSO"]) && aws_grafana_workspace.this.account_access_type == "CURRENT_ACCOUNT"
    error_message = "People sign in with the organisation's identities, to this account only."
  }

  assert {
    condition     = aws_grafana_workspace.this.permission_type == "CUSTOMER_MANAGED" && !jsondecode(aws_grafana_workspace.this.configuration).plugins.pluginAdminEnabled
    error_message = "What Grafana may read is written here, and nobody adds a plugin unseen."
  }
}

run "grafana_reads_only" {
  command = apply

  assert {
    condition = alltrue(flatten([
      for statement in jsondecode(aws_iam_role_policy.grafana.policy).Statement : [
        for action in statement.Action : can(regex(":(Get|List|Describe|QueryMetrics|StartQuery|StopQuery)", action))
      ]
    ]))
    error_message = "A dashboard changes nothing."
  }

  assert {
    condition     = !strcontains(aws_iam_role_policy.grafana.policy, "/platform/cluster")
    error_message = "Dashboards do not show what people typed in containers."
  }

  assert {
    condition     = jsondecode(aws_iam_role.grafana.assume_role_policy).Statement[0].Condition.StringEquals["aws:SourceAccount"] == "111122223333"
    error_message = "Another account's Grafana may not take the role."
  }
}

run "watches_the_watchers" {
  command = apply

  assert {
    condition = toset([for alarm in aws_cloudwatch_metric_alarm.prometheus : one(alarm.metric_query[*].expression)]) == toset([
      for metric in ["DiscardedSamples", "RuleEvaluationFailures", "AlertManagerNotificationsFailed"] : "SELECT SUM(${metric}) FROM \"AWS/Prometheus\""
    ])
    error_message = "CloudWatch says what Prometheus cannot say of itself."
  }

  assert {
    condition     = strcontains(aws_cloudwatch_composite_alarm.blind.alarm_rule, "ALARM(\"platform-prometheus-alerts-undelivered\")")
    error_message = "Alerts that do not arrive are critical by themselves."
  }

  assert {
    condition     = alltrue([for alarm in concat(values(aws_cloudwatch_metric_alarm.prometheus), values(aws_cloudwatch_metric_alarm.topic)) : length(alarm.alarm_actions) == 1])
    error_message = "Every alarm is told to somebody."
  }
}

run "grafana_reads_the_logs_of_services" {
  command = apply

  assert {
    condition = [
      for statement in jsondecode(aws_iam_role_policy.grafana.policy).Statement : statement.Resource if statement.Sid == "ReadLogs"
    ] == [[for prefix in ["/services/*", "/aws/lambda/*", "/platform/shared/*"] : "arn:aws:logs:ap-northeast-2:111122223333:log-group:${prefix}"]]
    error_message = "Services log to /services/<service>-<environment>."
  }
}

run "publishes_what_a_service_needs" {
  command = apply

  assert {
    condition     = toset(keys(output.parameter_names)) == toset(["amp_workspace_id", "amp_remote_write_url", "alarm_topic_arn", "critical_topic_arn", "amg_endpoint"])
    error_message = "A service needs the workspace, its address, both topics and Grafana."
  }
}
