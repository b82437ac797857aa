mock_provider "aws" {}

variables {
  name        = "/ecs/checkout"
  kms_key_arn = "arn:aws:kms:ap-northeast-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"
}

run "accepts_a_path_as_name" {
  command = plan
  variables { name = "/aws/lambda/checkout_1.x#y" }
}

run "rejects_a_name_with_spaces" {
  command = plan
  variables { name = "my logs" }
  expect_failures = [var.name]
}

run "rejects_a_name_that_aws_reserves" {
  command = plan
  variables { name = "aws/checkout" }
  expect_failures = [var.name]
}

run "accepts_a_multi_region_key" {
  command = plan
  variables { kms_key_arn = "arn:aws:kms:ap-northeast-2:111122223333:key/mrk-1234abcd12ab34cd56ef1234567890ab" }
}

# CloudWatch Logs takes an alias at creation and reports the key's ARN ever after: a change for ever.
run "rejects_a_key_alias" {
  command = plan
  variables { kms_key_arn = "arn:aws:kms:ap-northeast-2:111122223333:alias/logs" }
  expect_failures = [var.kms_key_arn]
}

run "accepts_a_year" {
  command = plan
  variables { retention_days = 365 }
}

run "rejects_keeping_logs_for_ever" {
  command = plan
  variables { retention_days = 0 }
  expect_failures = [var.retention_days]
}
