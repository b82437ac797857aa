mock_provider "aws" {
  source = "./tests/mocks"
}

override_module {
  target = module.kms
  outputs = {
    values = {
      secrets_key_arn = "arn:aws:kms:ap-northeast-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"
      logs_key_arn    = "arn:aws:kms:ap-northeast-2:111122223333:key/5678abcd-12ab-34cd-56ef-1234567890ab"
    }
  }
}

override_module {
  target = module.network
  outputs = {
    values      = { vpc_id = "vpc-0a1b2c3d4e5f60718" }
    list_values = { private_subnet_ids = ["subnet-0a1b2c3d4e5f60718", "subnet-0a1b2c3d4e5f60719"] }
  }
}

override_module {
  target = module.monitoring
  outputs = {
    values = { alarm_topic_arn = "arn:aws:sns:ap-northeast-2:111122223333:platform-alarm" }
  }
}

run "accepts_a_secret_a_day" {
  command = plan
  variables { secrets = { "checkout/token" = { description = "Opens the partner's door.", rotation_days = 1 } } }
}

run "rejects_a_secret_without_a_service" {
  command = plan
  variables { secrets = { "token" = { description = "Opens the partner's door." } } }
  expect_failures = [var.secrets]
}

run "rejects_a_secret_that_nobody_explains" {
  command = plan
  variables { secrets = { "checkout/token" = { description = "token" } } }
  expect_failures = [var.secrets]
}

run "rejects_a_secret_for_a_year" {
  command = plan
  variables { secrets = { "checkout/token" = { description = "Opens the partner's door.", rotation_days = 365 } } }
  expect_failures = [var.secrets]
}

run "accepts_a_month_to_recover" {
  command = plan
  variables { recovery_days = 30 }
}

run "rejects_deletion_at_once" {
  command = plan
  variables { recovery_days = 0 }
  expect_failures = [var.recovery_days]
}

run "rejects_a_week_to_recover_in_prod" {
  command = plan
  variables {
    environment   = "prod"
    recovery_days = 7
  }
  expect_failures = [var.recovery_days]
}

run "accepts_a_quarter_of_log" {
  command = plan
  variables { log_retention_days = 90 }
}

run "rejects_a_week_of_log" {
  command = plan
  variables { log_retention_days = 7 }
  expect_failures = [var.log_retention_days]
}
