mock_provider "aws" {
  source = "./tests/mocks"
}

override_module {
  target = module.kms
  outputs = {
    values = { logs_key_arn = "arn:aws:kms:ap-northeast-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab" }
  }
}

run "accepts_enhanced_metrics" {
  command = plan
  variables { container_insights = "enhanced" }
}

run "rejects_no_metrics" {
  command = plan
  variables { container_insights = "disabled" }
  expect_failures = [var.container_insights]
}

run "accepts_everything_on_spare_capacity_in_dev" {
  command = plan
  variables { spot_share_percent = 100 }
}

run "rejects_more_than_all" {
  command = plan
  variables { spot_share_percent = 101 }
  expect_failures = [var.spot_share_percent]
}

run "rejects_half_a_percent" {
  command = plan
  variables { spot_share_percent = 0.5 }
  expect_failures = [var.spot_share_percent]
}

run "rejects_spare_capacity_in_prod" {
  command = plan
  variables {
    environment             = "prod"
    exec_log_retention_days = 365
    spot_share_percent      = 10
  }
  expect_failures = [var.spot_share_percent]
}

run "accepts_a_quarter_of_sessions" {
  command = plan
  variables { exec_log_retention_days = 90 }
}

run "rejects_a_week_of_sessions" {
  command = plan
  variables { exec_log_retention_days = 7 }
  expect_failures = [var.exec_log_retention_days]
}

run "rejects_a_quarter_of_sessions_in_prod" {
  command = plan
  variables {
    environment             = "prod"
    spot_share_percent      = 0
    exec_log_retention_days = 90
  }
  expect_failures = [var.exec_log_retention_days]
}
