mock_provider "aws" {
  override_during = plan

  mock_data "aws_caller_identity" {
    defaults = { account_id = "111122223333" }
  }

  mock_data "aws_region" {
    defaults = { name = "ap-northeast-2" }
  }

  mock_resource "aws_iam_role" {
    defaults = { arn = "arn:aws:iam::111122223333:role/checkout-receipts-dev-lambda" }
  }

  mock_resource "aws_sqs_queue" {
    defaults = { arn = "arn:aws:sqs:ap-northeast-2:111122223333:checkout-receipts-dev-dead-letters" }
  }

  mock_resource "aws_cloudwatch_log_group" {
    defaults = { arn = "arn:aws:logs:ap-northeast-2:111122223333:log-group:/aws/lambda/checkout-receipts-dev" }
  }

  mock_resource "aws_lambda_function" {
    defaults = { version = "3" }
  }

  mock_resource "aws_lambda_alias" {
    defaults = { arn = "arn:aws:lambda:ap-northeast-2:111122223333:function:checkout-receipts-dev:live" }
  }

  mock_resource "aws_security_group" {
    defaults = { id = "sg-0a1b2c3d4e5f60718" }
  }
}

variables {
  name             = "checkout-receipts-dev"
  runtime          = "python3.13"
  handler          = "main.handler"
  package          = { file = "examples/complete/greeting.zip" }
  kms_key_arn      = "arn:aws:kms:ap-northeast-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"
  logs_kms_key_arn = "arn:aws:kms:ap-northeast-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ac"
}

run "accepts_the_longest_name" {
  command = plan
  variables { name = "a1234567890123456789012345678901234567890123456789012345z" }
}

run "rejects_a_name_that_is_too_long" {
  command = plan
  variables { name = "a12345678901234567890123456789012345678901234567890123456z" }
  expect_failures = [var.name]
}

run "rejects_a_name_with_underscores" {
  command = plan
  variables { name = "checkout_receipts" }
  expect_failures = [var.name]
}

run "accepts_a_description" {
  command = plan
  variables { description = "Sends the receipt of an order." }
}

run "rejects_a_description_that_is_too_long" {
  command = plan
  variables { description = format("%257s", "x") }
  expect_failures = [var.description]
}

run "accepts_a_custom_runtime" {
  command = plan
  variables { runtime = "provided.al2023" }
}

run "rejects_a_runtime_without_patches" {
  command = plan
  variables { runtime = "nodejs16.x" }
  expect_failures = [var.runtime]
}

run "accepts_a_java_handler" {
  command = plan
  variables { handler = "io.connectly.Receipts::handle" }
}

run "rejects_a_handler_with_spaces" {
  command = plan
  variables { handler = "main handler" }
  expect_failures = [var.handler]
}

run "accepts_a_package_in_s3" {
  command = plan
  variables { package = { s3_bucket = "releases", s3_key = "receipts.zip", sha256_base64 = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=" } }
}

run "rejects_no_package" {
  command = plan
  variables { package = {} }
  expect_failures = [var.package]
}

run "rejects_two_packages" {
  command = plan
  variables { package = { file = "examples/complete/greeting.zip", s3_bucket = "releases", s3_key = "receipts.zip", sha256_base64 = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=" } }
  expect_failures = [var.package]
}

run "rejects_a_package_that_is_no_zip" {
  command = plan
  variables { package = { file = "examples/complete/greeting/main.py" } }
  expect_failures = [var.package]
}

run "rejects_a_package_in_s3_without_its_hash" {
  command = plan
  variables { package = { s3_bucket = "releases", s3_key = "receipts.zip" } }
  expect_failures = [var.package]
}

run "accepts_a_multi_region_key" {
  command = plan
  variables { kms_key_arn = "arn:aws:kms:ap-northeast-2:111122223333:key/mrk-1234abcd12ab34cd56ef1234567890ab" }
}

run "rejects_a_key_alias" {
  command = plan
  variables { kms_key_arn = "arn:aws:kms:ap-northeast-2:111122223333:alias/lambda" }
  expect_failures = [var.kms_key_arn]
}

run "accepts_a_multi_region_key_for_logs" {
  command = plan
  variables { logs_kms_key_arn = "arn:aws:kms:ap-northeast-2:111122223333:key/mrk-1234abcd12ab34cd56ef1234567890ab" }
}

run "rejects_a_key_alias_for_logs" {
  command = plan
  variables { logs_kms_key_arn = "arn:aws:kms:ap-northeast-2:111122223333:alias/logs" }
  expect_failures = [var.logs_kms_key_arn]
}

run "accepts_the_other_processor" {
  command = plan
  variables { architecture = "x86_64" }
}

run "rejects_a_processor_that_lambda_does_not_have" {
  command = plan
  variables { architecture = "amd64" }
  expect_failures = [var.architecture]
}

run "accepts_the_largest_memory" {
  command = plan
  variables { memory_mib = 10240 }
}

run "rejects_too_little_memory" {
  command = plan
  variables { memory_mib = 127 }
  expect_failures = [var.memory_mib]
}

run "accepts_the_longest_timeout" {
  command = plan
  variables { timeout_seconds = 900 }
}

run "rejects_a_timeout_that_is_too_long" {
  command = plan
  variables { timeout_seconds = 901 }
  expect_failures = [var.timeout_seconds]
}

run "accepts_a_stopped_function" {
  command = plan
  variables { reserved_concurrency = 0 }
}

run "rejects_concurrency_without_a_bound" {
  command = plan
  variables { reserved_concurrency = -1 }
  expect_failures = [var.reserved_concurrency]
}

run "accepts_an_environment_variable" {
  command = plan
  variables { environment = { LOG_LEVEL = "info" } }
}

run "rejects_an_environment_variable_with_hyphens" {
  command = plan
  variables { environment = { "LOG-LEVEL" = "info" } }
  expect_failures = [var.environment]
}

run "rejects_an_environment_variable_that_lambda_uses" {
  command = plan
  variables { environment = { AWS_REGION = "us-east-1" } }
  expect_failures = [var.environment]
}

run "accepts_a_policy_that_names_its_actions" {
  command = plan
  variables { policies = { own = "{\"Statement\":[{\"Effect\":\"Allow\",\"Action\":[\"s3:GetObject\",\"s3:List*\"],\"Resource\":\"arn:aws:s3:::orders/*\"}]}" } }
}

run "rejects_a_policy_that_is_none" {
  command = plan
  variables { policies = { own = "{}" } }
  expect_failures = [var.policies]
}

run "rejects_every_action" {
  command = plan
  variables { policies = { own = "{\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"arn:aws:s3:::orders/*\"}]}" } }
  expect_failures = [var.policies]
}

run "rejects_every_action_of_a_service" {
  command = plan
  variables { policies = { own = "{\"Statement\":[{\"Effect\":\"Allow\",\"Action\":[\"s3:*\"],\"Resource\":\"arn:aws:s3:::orders/*\"}]}" } }
  expect_failures = [var.policies]
}

run "rejects_every_action_but_one" {
  command = plan
  variables { policies = { own = "{\"Statement\":[{\"Effect\":\"Allow\",\"NotAction\":[\"iam:*\"],\"Resource\":\"*\"}]}" } }
  expect_failures = [var.policies]
}

run "accepts_denying_every_action_but_one" {
  command = plan
  variables { policies = { own = "{\"Statement\":[{\"Effect\":\"Deny\",\"NotAction\":\"s3:GetObject\",\"Resource\":\"*\"}]}" } }
}

run "accepts_a_rule_that_calls" {
  command = plan
  variables { invokers = { Nightly = { service = "events.amazonaws.com", source_arn = "arn:aws:events:ap-northeast-2:111122223333:rule/nightly" } } }
}

run "rejects_an_account_that_calls" {
  command = plan
  variables { invokers = { Other = { service = "111122223333", source_arn = "arn:aws:iam::111122223333:root" } } }
  expect_failures = [var.invokers]
}

run "rejects_a_service_that_calls_for_anybody" {
  command = plan
  variables { invokers = { Any = { service = "events.amazonaws.com", source_arn = "*" } } }
  expect_failures = [var.invokers]
}

run "accepts_a_network" {
  command = plan
  variables { vpc = { vpc_id = "vpc-0a1b2c3d4e5f60718", subnet_ids = ["subnet-0a1b2c3d4e5f60718", "subnet-0a1b2c3d4e5f60719"] } }
}

run "rejects_a_subnet_as_vpc" {
  command = plan
  variables { vpc = { vpc_id = "subnet-0a1b2c3d4e5f60718", subnet_ids = ["subnet-0a1b2c3d4e5f60718", "subnet-0a1b2c3d4e5f60719"] } }
  expect_failures = [var.vpc]
}

run "rejects_one_subnet" {
  command = plan
  variables { vpc = { vpc_id = "vpc-0a1b2c3d4e5f60718", subnet_ids = ["subnet-0a1b2c3d4e5f60718"] } }
  expect_failures = [var.vpc]
}

run "rejects_zones_as_subnets" {
  command = plan
  variables { vpc = { vpc_id = "vpc-0a1b2c3d4e5f60718", subnet_ids = ["ap-northeast-2a", "ap-northeast-2b"] } }
  expect_failures = [var.vpc]
}

run "accepts_a_year_of_logs" {
  command = plan
  variables { log_retention_days = 365 }
}

run "rejects_keeping_logs_for_ever" {
  command = plan
  variables { log_retention_days = 0 }
  expect_failures = [var.log_retention_days]
}

run "rejects_a_boundary_that_is_a_name" {
  command = plan
  variables { permissions_boundary_arn = "service-boundary" }
  expect_failures = [var.permissions_boundary_arn]
}
