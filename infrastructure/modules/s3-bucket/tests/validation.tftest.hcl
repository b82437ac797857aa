mock_provider "aws" {
  override_during = plan

  mock_resource "aws_s3_bucket" {
    defaults = { id = "dev-connectly-checkout", arn = "arn:aws:s3:::dev-connectly-checkout" }
  }
}

variables {
  name        = "dev-connectly-checkout"
  kms_key_arn = "arn:aws:kms:ap-northeast-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"
}

run "accepts_the_longest_name" {
  command = plan
  variables { name = "a1234567890123456789012345678901234567890123456789012345678901z" }
}

run "rejects_a_name_that_is_too_long" {
  command = plan
  variables { name = "a12345678901234567890123456789012345678901234567890123456789012z" }
  expect_failures = [var.name]
}

run "rejects_a_name_with_dots" {
  command = plan
  variables { name = "checkout.connectly.io" }
  expect_failures = [var.name]
}

run "rejects_a_name_with_capitals" {
  command = plan
  variables { name = "Checkout" }
  expect_failures = [var.name]
}

run "rejects_the_start_of_a_name_that_s3_reserves" {
  command = plan
  variables { name = "xn--checkout" }
  expect_failures = [var.name]
}

run "rejects_the_end_of_a_name_that_s3_reserves" {
  command = plan
  variables { name = "checkout-s3alias" }
  expect_failures = [var.name]
}

run "accepts_a_multi_region_key" {
  command = plan
  variables { kms_key_arn = "arn:aws:kms:ap-northeast-2:111122223333:key/mrk-1234abcd12ab34cd56ef1234567890ab" }
}

run "rejects_a_key_alias" {
  command = plan
  variables { kms_key_arn = "arn:aws:kms:ap-northeast-2:111122223333:alias/s3" }
  expect_failures = [var.kms_key_arn]
}

run "accepts_a_bucket_for_access_logs" {
  command = plan
  variables { access_logs_bucket = "dev-connectly-access-logs" }
}

run "rejects_a_bucket_arn_for_access_logs" {
  command = plan
  variables { access_logs_bucket = "arn:aws:s3:::dev-connectly-access-logs" }
  expect_failures = [var.access_logs_bucket]
}

run "rejects_access_logs_in_the_bucket_itself" {
  command = plan
  variables { access_logs_bucket = "dev-connectly-checkout" }
  expect_failures = [var.access_logs_bucket]
}

run "accepts_a_service_that_writes" {
  command = plan
  variables { policy_documents = ["{\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"Service\":\"delivery.logs.amazonaws.com\"},\"Action\":\"s3:GetObject\",\"Resource\":\"*\"}]}"] }
}

run "rejects_a_policy_that_is_no_policy" {
  command = plan
  variables { policy_documents = ["{\"Version\":\"2012-10-17\"}"] }
  expect_failures = [var.policy_documents]
}

run "rejects_a_policy_that_is_no_json" {
  command = plan
  variables { policy_documents = ["allow everything"] }
  expect_failures = [var.policy_documents]
}

run "accepts_everybody_of_the_organisation" {
  command = plan
  variables { policy_documents = ["{\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"s3:GetObject\",\"Resource\":\"*\",\"Condition\":{\"StringEquals\":{\"aws:PrincipalOrgID\":\"o-example\"}}}]}"] }
}

run "rejects_everybody" {
  command = plan
  variables { policy_documents = ["{\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"s3:GetObject\",\"Resource\":\"*\"}]}"] }
  expect_failures = [var.policy_documents]
}

run "rejects_every_account" {
  command = plan
  variables { policy_documents = ["{\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"*\"},\"Action\":\"s3:GetObject\",\"Resource\":\"*\"}]}"] }
  expect_failures = [var.policy_documents]
}

run "rejects_every_account_in_a_list" {
  command = plan
  variables { policy_documents = ["{\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":[\"arn:aws:iam::111122223333:root\",\"*\"]},\"Action\":\"s3:GetObject\",\"Resource\":\"*\"}]}"] }
  expect_failures = [var.policy_documents]
}

run "accepts_a_rule_that_archives" {
  command = plan
  variables { lifecycle_rules = { reports = { archive_after_days = 30 } } }
}

run "rejects_the_name_of_a_rule_of_the_module" {
  command = plan
  variables { lifecycle_rules = { platform-reports = { expire_after_days = 30 } } }
  expect_failures = [var.lifecycle_rules]
}

run "rejects_a_rule_that_does_nothing" {
  command = plan
  variables { lifecycle_rules = { reports = { prefix = "reports/" } } }
  expect_failures = [var.lifecycle_rules]
}

run "accepts_the_deepest_archive" {
  command = plan
  variables { lifecycle_rules = { reports = { archive_after_days = 90, archive_class = "DEEP_ARCHIVE" } } }
}

run "rejects_a_class_that_s3_does_not_have" {
  command = plan
  variables { lifecycle_rules = { reports = { archive_after_days = 90, archive_class = "COLD" } } }
  expect_failures = [var.lifecycle_rules]
}

run "accepts_intelligent_tiering_at_once" {
  command = plan
  variables { lifecycle_rules = { reports = { archive_after_days = 1, archive_class = "INTELLIGENT_TIERING" } } }
}

run "rejects_infrequent_access_before_thirty_days" {
  command = plan
  variables { lifecycle_rules = { reports = { archive_after_days = 29 } } }
  expect_failures = [var.lifecycle_rules]
}

run "rejects_an_end_before_the_archive" {
  command = plan
  variables { lifecycle_rules = { reports = { archive_after_days = 90, expire_after_days = 90 } } }
  expect_failures = [var.lifecycle_rules]
}

run "rejects_half_a_day" {
  command = plan
  variables { lifecycle_rules = { reports = { expire_after_days = 1.5 } } }
  expect_failures = [var.lifecycle_rules]
}

run "accepts_a_day_for_earlier_versions" {
  command = plan
  variables { noncurrent_version_days = 1 }
}

run "rejects_no_day_for_earlier_versions" {
  command = plan
  variables { noncurrent_version_days = 0 }
  expect_failures = [var.noncurrent_version_days]
}

run "accepts_the_longest_lock" {
  command = plan
  variables { object_lock = { days = 36500 } }
}

run "rejects_a_lock_that_is_too_long" {
  command = plan
  variables { object_lock = { days = 36501 } }
  expect_failures = [var.object_lock]
}

run "rejects_a_lock_of_less_than_nothing" {
  command = plan
  variables { object_lock = { days = -1 } }
  expect_failures = [var.object_lock]
}

run "accepts_a_lock_that_nobody_opens" {
  command = plan
  variables { object_lock = { days = 1, mode = "COMPLIANCE" } }
}

run "rejects_a_mode_that_s3_does_not_have" {
  command = plan
  variables { object_lock = { days = 1, mode = "STRICT" } }
  expect_failures = [var.object_lock]
}

run "accepts_an_origin_with_a_port" {
  command = plan
  variables { cors_origins = ["https://app.connectly.example:8443"] }
}

run "rejects_every_origin" {
  command = plan
  variables { cors_origins = ["*"] }
  expect_failures = [var.cors_origins]
}

run "rejects_an_origin_without_tls" {
  command = plan
  variables { cors_origins = ["http://app.connectly.example"] }
  expect_failures = [var.cors_origins]
}

run "accepts_a_throw_away_bucket" {
  command = plan
  variables {
    deletion_protection = false
    force_destroy       = true
  }
}

run "rejects_losing_the_objects_of_a_protected_bucket" {
  command = plan
  variables { force_destroy = true }
  expect_failures = [var.force_destroy]
}
