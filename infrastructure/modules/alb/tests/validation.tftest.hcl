mock_provider "aws" {
  override_during = plan

  mock_resource "aws_lb" {
    defaults = { arn = "arn:aws:elasticloadbalancing:ap-northeast-2:111122223333:loadbalancer/app/checkout-dev/50dc6c495c0c9188" }
  }

  mock_resource "aws_lb_target_group" {
    defaults = { arn = "arn:aws:elasticloadbalancing:ap-northeast-2:111122223333:targetgroup/checkout-dev/73e2d6bc24d8a067" }
  }
}

variables {
  name               = "checkout-dev"
  vpc_id             = "vpc-0a1b2c3d4e5f60718"
  subnet_ids         = ["subnet-0a1b2c3d4e5f60718", "subnet-0a1b2c3d4e5f60719"]
  certificate_arn    = "arn:aws:acm:ap-northeast-2:111122223333:certificate/1234abcd-12ab-34cd-56ef-1234567890ab"
  access_logs_bucket = "dev-connectly-access-logs"
  target_port        = 8080
}

run "accepts_the_longest_name" {
  command = plan
  variables { name = "a12345678901234567890123456789-z" }
}

run "rejects_a_name_that_is_too_long" {
  command = plan
  variables { name = "a123456789012345678901234567890-z" }
  expect_failures = [var.name]
}

run "rejects_a_name_that_elb_reserves" {
  command = plan
  variables { name = "internal-checkout" }
  expect_failures = [var.name]
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

run "accepts_three_subnets" {
  command = plan
  variables { subnet_ids = ["subnet-0a", "subnet-0b", "subnet-0c"] }
}

run "rejects_one_subnet" {
  command = plan
  variables { subnet_ids = ["subnet-0a"] }
  expect_failures = [var.subnet_ids]
}

run "rejects_the_same_subnet_twice" {
  command = plan
  variables { subnet_ids = ["subnet-0a", "subnet-0a"] }
  expect_failures = [var.subnet_ids]
}

run "rejects_zones_as_subnets" {
  command = plan
  variables { subnet_ids = ["ap-northeast-2a", "ap-northeast-2b"] }
  expect_failures = [var.subnet_ids]
}

run "rejects_a_server_certificate_of_iam" {
  command = plan
  variables { certificate_arn = "arn:aws:iam::111122223333:server-certificate/checkout" }
  expect_failures = [var.certificate_arn]
}

run "accepts_a_bucket_with_dots" {
  command = plan
  variables { access_logs_bucket = "logs.connectly.io" }
}

run "rejects_a_bucket_arn" {
  command = plan
  variables { access_logs_bucket = "arn:aws:s3:::logs" }
  expect_failures = [var.access_logs_bucket]
}

run "accepts_the_highest_port" {
  command = plan
  variables { target_port = 65535 }
}

run "rejects_port_zero" {
  command = plan
  variables { target_port = 0 }
  expect_failures = [var.target_port]
}

run "rejects_a_port_with_a_fraction" {
  command = plan
  variables { target_port = 80.5 }
  expect_failures = [var.target_port]
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

run "rejects_an_internal_one_open_to_the_internet" {
  command = plan
  variables { ingress_cidrs = ["0.0.0.0/0"] }
  expect_failures = [var.ingress_cidrs]
}

run "rejects_an_internal_one_open_to_both_halves_of_the_internet" {
  command = plan
  variables { ingress_cidrs = ["0.0.0.0/1", "128.0.0.0/01"] }
  expect_failures = [var.ingress_cidrs]
}

run "accepts_the_root_as_health_check" {
  command = plan
  variables { health_check_path = "/" }
}

run "rejects_a_health_check_url" {
  command = plan
  variables { health_check_path = "http://checkout/healthz" }
  expect_failures = [var.health_check_path]
}

run "rejects_a_health_check_with_a_query" {
  command = plan
  variables { health_check_path = "/healthz?deep=1" }
  expect_failures = [var.health_check_path]
}


run "accepts_a_regional_web_acl" {
  command = plan
  variables { web_acl_arn = "arn:aws:wafv2:ap-northeast-2:111122223333:regional/webacl/platform/1234abcd-12ab-34cd-56ef-1234567890ab" }
}

run "rejects_a_web_acl_of_cloudfront" {
  command = plan
  variables { web_acl_arn = "arn:aws:wafv2:us-east-1:111122223333:global/webacl/platform/1234abcd-12ab-34cd-56ef-1234567890ab" }
  expect_failures = [var.web_acl_arn]
}
