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

run "accepts_only_administrators" {
  command = plan
  variables { grafana_groups = { ADMIN = ["0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9"], EDITOR = [], VIEWER = [] } }

  assert {
    condition     = keys(aws_grafana_role_association.this) == ["ADMIN"]
    error_message = "A role without groups has no association."
  }
}

run "rejects_the_name_of_a_group" {
  command = plan
  variables { grafana_groups = { ADMIN = ["platform"], EDITOR = [], VIEWER = [] } }
  expect_failures = [var.grafana_groups]
}

run "rejects_grafana_without_administrators" {
  command = plan
  variables { grafana_groups = { ADMIN = [], EDITOR = ["0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9"], VIEWER = [] } }
  expect_failures = [var.grafana_groups]
}

run "rejects_a_group_with_two_roles" {
  command = plan
  variables {
    grafana_groups = {
      ADMIN  = ["1a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9"]
      EDITOR = ["0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9"]
      VIEWER = ["0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9"]
    }
  }
  expect_failures = [var.grafana_groups]
}

run "accepts_a_private_channel" {
  command = plan
  variables { slack = { workspace_id = "T0CONNECTLY", alarm_channel_id = "C0ALARMSDEV", critical_channel_id = "G0CRITICALDEV" } }
}

run "rejects_a_workspaces_name" {
  command = plan
  variables { slack = { workspace_id = "connectly", alarm_channel_id = "C0ALARMSDEV", critical_channel_id = "C0CRITICALDEV" } }
  expect_failures = [var.slack]
}

run "rejects_a_channels_name" {
  command = plan
  variables { slack = { workspace_id = "T0CONNECTLY", alarm_channel_id = "#alarms", critical_channel_id = "C0CRITICALDEV" } }
  expect_failures = [var.slack]
}

run "rejects_one_channel_for_everything" {
  command = plan
  variables { slack = { workspace_id = "T0CONNECTLY", alarm_channel_id = "C0ALARMSDEV", critical_channel_id = "C0ALARMSDEV" } }
  expect_failures = [var.slack]
}

run "accepts_a_year_of_log" {
  command = plan
  variables { log_retention_days = 365 }
}

run "rejects_a_log_for_ever" {
  command = plan
  variables { log_retention_days = 0 }
  expect_failures = [var.log_retention_days]
}

run "accepts_repeating_every_hour" {
  command = plan
  variables { repeat_hours = { alarm = 1, critical = 1 } }
}

run "rejects_repeating_all_the_time" {
  command = plan
  variables { repeat_hours = { alarm = 24, critical = 0 } }
  expect_failures = [var.repeat_hours]
}

run "rejects_saying_critical_alerts_less_often" {
  command = plan
  variables { repeat_hours = { alarm = 4, critical = 24 } }
  expect_failures = [var.repeat_hours]
}

run "accepts_a_small_quota" {
  command = plan
  variables { lambda_concurrency_limit = 10 }

  assert {
    condition     = aws_cloudwatch_metric_alarm.lambda_concurrency.threshold == 8
    error_message = "The alarm comes at four fifths of the quota."
  }
}

run "rejects_a_quota_of_nothing" {
  command = plan
  variables { lambda_concurrency_limit = 0 }
  expect_failures = [var.lambda_concurrency_limit]
}
