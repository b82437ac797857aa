mock_provider "aws" {
  override_during = plan

  mock_data "aws_region" {
    defaults = { name = "ap-northeast-2" }
  }

  mock_resource "aws_security_group" {
    defaults = { id = "sg-0a1b2c3d4e5f60718" }
  }
}

variables {
  service     = "secretsmanager"
  vpc_id      = "vpc-0a1b2c3d4e5f60718"
  subnet_ids  = ["subnet-0a1b2c3d4e5f60718", "subnet-0a1b2c3d4e5f60719"]
  policy_json = "{\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"secretsmanager:GetSecretValue\",\"Resource\":\"*\"}]}"
}

run "accepts_a_service_with_a_dot" {
  command = plan
  variables { service = "ecr.api" }
}

run "rejects_a_service_in_capitals" {
  command = plan
  variables { service = "SecretsManager" }
  expect_failures = [var.service]
}

run "rejects_a_whole_service_name" {
  command = plan
  variables { service = "com.amazonaws.ap-northeast-2.secretsmanager" }
  expect_failures = [var.service]
}

run "accepts_an_old_short_vpc_id" {
  command = plan
  variables { vpc_id = "vpc-1a2b3c4d" }
}

run "rejects_a_subnet_as_vpc" {
  command = plan
  variables { vpc_id = "subnet-0a1b2c3d4e5f60718" }
  expect_failures = [var.vpc_id]
}

run "accepts_a_policy_with_a_condition" {
  command = plan
  variables { policy_json = "{\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"*\",\"Resource\":\"*\",\"Condition\":{\"StringEquals\":{\"aws:ResourceOrgID\":\"o-a1b2c3d4e5\"}}}]}" }
}

run "accepts_a_policy_that_denies" {
  command = plan
  variables { policy_json = "{\"Statement\":[{\"Effect\":\"Deny\",\"Principal\":\"*\",\"Action\":\"*\",\"Resource\":\"*\"}]}" }
}

run "rejects_no_policy" {
  command = plan
  variables { policy_json = "" }
  expect_failures = [var.policy_json]
}

run "rejects_a_policy_without_statements" {
  command = plan
  variables { policy_json = "{\"Version\":\"2012-10-17\"}" }
  expect_failures = [var.policy_json]
}

run "rejects_a_policy_that_allows_everything" {
  command = plan
  variables { policy_json = "{\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"*\",\"Resource\":\"*\"}]}" }
  expect_failures = [var.policy_json]
}

run "rejects_a_policy_that_allows_everything_in_lists" {
  command = plan
  variables { policy_json = "{\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":[\"*\"],\"Resource\":[\"*\"]}]}" }
  expect_failures = [var.policy_json]
}

run "rejects_every_action_but_some" {
  command = plan
  variables { policy_json = "{\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":\"*\",\"NotAction\":[\"s3:DeleteBucket\"],\"Resource\":\"*\"}]}" }
  expect_failures = [var.policy_json]
}

run "rejects_every_resource_but_some" {
  command = plan
  variables { policy_json = "{\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"*\",\"NotResource\":[\"arn:aws:s3:::orders\"]}]}" }
  expect_failures = [var.policy_json]
}

run "rejects_a_condition_that_is_none" {
  command = plan
  variables { policy_json = "{\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"*\",\"Resource\":\"*\",\"Condition\":{}}]}" }
  expect_failures = [var.policy_json]
}

run "rejects_a_condition_without_a_key" {
  command = plan
  variables { policy_json = "{\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"*\",\"Resource\":\"*\",\"Condition\":{\"StringEquals\":{}}}]}" }
  expect_failures = [var.policy_json]
}

run "rejects_everything_in_other_words" {
  command = plan
  variables { policy_json = "{\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":[\"s3:GetObject\",\"*:*\"],\"Resource\":[\"arn:aws:*\"]}]}" }
  expect_failures = [var.policy_json]
}

run "rejects_everything_of_its_service" {
  command = plan
  variables { policy_json = "{\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"secretsmanager:*\",\"Resource\":\"arn:aws:secretsmanager:*:*:*\"}]}" }
  expect_failures = [var.policy_json]
}

run "rejects_half_of_a_partitions_name" {
  command = plan
  variables { policy_json = "{\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"*\",\"Resource\":\"arn:aws*:*\"}]}" }
  expect_failures = [var.policy_json]
}

run "accepts_every_action_on_the_secrets_of_one_service" {
  command = plan
  variables { policy_json = "{\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"secretsmanager:*\",\"Resource\":\"arn:aws:secretsmanager:ap-northeast-2:111122223333:secret:orders/*\"}]}" }
}

run "accepts_every_action_but_some_on_one_bucket" {
  command = plan
  variables { policy_json = "{\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":\"*\",\"NotAction\":[\"s3:DeleteBucket\"],\"Resource\":[\"arn:aws:s3:::orders\"]}]}" }
}

run "accepts_one_subnet" {
  command = plan
  variables { subnet_ids = ["subnet-0a1b2c3d4e5f60718"] }
}

run "rejects_zones_as_subnets" {
  command = plan
  variables { subnet_ids = ["ap-northeast-2a"] }
  expect_failures = [var.subnet_ids]
}

run "accepts_a_gateway" {
  command = plan
  variables {
    service         = "dynamodb"
    subnet_ids      = []
    route_table_ids = ["rtb-0a1b2c3d4e5f60718"]
  }
}

run "rejects_both_kinds_at_once" {
  command = plan
  variables {
    service         = "s3"
    route_table_ids = ["rtb-0a1b2c3d4e5f60718"]
  }
  expect_failures = [var.subnet_ids]
}

run "rejects_neither_kind" {
  command = plan
  variables { subnet_ids = [] }
  expect_failures = [var.subnet_ids]
}

run "rejects_a_vpc_as_route_table" {
  command = plan
  variables {
    service         = "s3"
    subnet_ids      = []
    route_table_ids = ["vpc-0a1b2c3d4e5f60718"]
  }
  expect_failures = [var.route_table_ids]
}

run "rejects_a_gateway_for_another_service" {
  command = plan
  variables {
    subnet_ids      = []
    route_table_ids = ["rtb-0a1b2c3d4e5f60718"]
  }
  expect_failures = [var.route_table_ids]
}

run "accepts_several_private_blocks" {
  command = plan
  variables { ingress_cidrs = ["10.0.0.0/8", "172.16.0.0/12"] }
}

run "rejects_no_block_at_all" {
  command = plan
  variables { ingress_cidrs = [] }
  expect_failures = [var.ingress_cidrs]
}

run "rejects_an_address_that_is_no_block" {
  command = plan
  variables { ingress_cidrs = ["10.0.0.1"] }
  expect_failures = [var.ingress_cidrs]
}

run "rejects_both_halves_of_the_internet" {
  command = plan
  variables { ingress_cidrs = ["0.0.0.0/1", "128.0.0.0/1"] }
  expect_failures = [var.ingress_cidrs]
}

run "accepts_narrow_blocks" {
  command = plan
  variables { ingress_cidrs = ["10.0.0.0/8", "10.17.0.0/17", "10.1.2.3/32"] }
}

run "rejects_the_internet" {
  command = plan
  variables { ingress_cidrs = ["0.0.0.0/0"] }
  expect_failures = [var.ingress_cidrs]
}
