mock_provider "aws" {
  source = "./tests/mocks"
}

override_module {
  target = module.kms
  outputs = {
    values = { logs_key_arn = "arn:aws:kms:ap-northeast-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab" }
  }
}

run "accepts_one_group" {
  command = plan
  variables { log_groups = { applications = 30 } }
}

run "rejects_no_groups" {
  command = plan
  variables { log_groups = {} }
  expect_failures = [var.log_groups]
}

run "rejects_a_path_as_name" {
  command = plan
  variables { log_groups = { "/platform/shared/audit" = 30 } }
  expect_failures = [var.log_groups]
}

run "rejects_keeping_logs_searchable_for_ever" {
  command = plan
  variables { log_groups = { audit = 0 } }
  expect_failures = [var.log_groups]
}

run "accepts_a_quarter_of_archive" {
  command = plan
  variables { archive_days = 90 }
}

run "rejects_a_month_of_archive" {
  command = plan
  variables { archive_days = 30 }
  expect_failures = [var.archive_days]
}

run "rejects_half_a_year_of_archive_in_prod" {
  command = plan
  variables {
    environment  = "prod"
    archive_days = 180
  }
  expect_failures = [var.archive_days]
}

run "accepts_a_year_of_access_logs" {
  command = plan
  variables { access_log_days = 365 }
}

run "rejects_a_week_of_access_logs" {
  command = plan
  variables { access_log_days = 7 }
  expect_failures = [var.access_log_days]
}

run "accepts_the_largest_batches" {
  command = plan
  variables { delivery = { size_mib = 128, interval_seconds = 900 } }
}

run "rejects_a_batch_beyond_what_firehose_holds" {
  command = plan
  variables { delivery = { size_mib = 129, interval_seconds = 300 } }
  expect_failures = [var.delivery]
}

run "rejects_a_batch_every_second" {
  command = plan
  variables { delivery = { size_mib = 5, interval_seconds = 1 } }
  expect_failures = [var.delivery]
}
