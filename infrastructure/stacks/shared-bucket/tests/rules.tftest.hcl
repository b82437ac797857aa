mock_provider "aws" {
  source = "./tests/mocks"
}

override_module {
  target = module.kms
  outputs = {
    values = { rds_key_arn = "arn:aws:kms:ap-northeast-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab" }
  }
}

override_module {
  target = module.logging
  outputs = {
    values = { access_logs_bucket = "dev-connectly-s3-access-logs" }
  }
}

run "accepts_a_service_that_keeps_everything" {
  command = plan
  variables { services = { checkout = {} } }
}

run "rejects_a_name_with_a_slash" {
  command = plan
  variables { services = { "checkout/eu" = {} } }
  expect_failures = [var.services]
}

run "accepts_archiving_after_a_month" {
  command = plan
  variables { services = { checkout = { archive_after_days = 30 } } }
}

run "rejects_archiving_after_a_week" {
  command = plan
  variables { services = { checkout = { archive_after_days = 7 } } }
  expect_failures = [var.services]
}

run "rejects_an_end_before_the_archive" {
  command = plan
  variables { services = { checkout = { archive_after_days = 90, expire_after_days = 60 } } }
  expect_failures = [var.services]
}

run "accepts_a_quarter_of_earlier_versions" {
  command = plan
  variables { noncurrent_version_days = 90 }
}

run "rejects_one_day_of_earlier_versions" {
  command = plan
  variables { noncurrent_version_days = 1 }
  expect_failures = [var.noncurrent_version_days]
}

run "rejects_a_week_of_earlier_versions_in_prod" {
  command = plan
  variables {
    environment             = "prod"
    backup_tier             = "standard"
    noncurrent_version_days = 7
  }
  expect_failures = [var.noncurrent_version_days]
}

run "accepts_the_critical_tier" {
  command = plan
  variables { backup_tier = "critical" }
}

run "rejects_no_backup" {
  command = plan
  variables { backup_tier = "none" }
  expect_failures = [var.backup_tier]
}

run "rejects_the_development_tier_in_prod" {
  command = plan
  variables {
    environment             = "prod"
    noncurrent_version_days = 30
    backup_tier             = "development"
  }
  expect_failures = [var.backup_tier]
}
