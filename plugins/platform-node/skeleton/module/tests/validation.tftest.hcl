mock_provider "aws" {}

variables {
  name        = "checkout-dev-events"
  kms_key_arn = "arn:aws:kms:ap-northeast-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"
}

run "accepts_capitals_digits_and_underscores" {
  command = plan
  variables { name = "Checkout_dev_2" }
}

run "rejects_a_name_with_spaces" {
  command = plan
  variables { name = "checkout events" }
  expect_failures = [var.name]
}

run "accepts_a_multi_region_key" {
  command = plan
  variables { kms_key_arn = "arn:aws:kms:ap-northeast-2:111122223333:key/mrk-1234abcd12ab34cd56ef1234567890ab" }
}

run "rejects_a_key_alias" {
  command = plan
  variables { kms_key_arn = "arn:aws:kms:ap-northeast-2:111122223333:alias/sns" }
  expect_failures = [var.kms_key_arn]
}
