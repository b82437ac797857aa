mock_provider "aws" {
  source = "./tests/mocks"
}

override_module {
  target = module.kms
  outputs = {
    values = { logs_key_arn = "arn:aws:kms:ap-northeast-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab" }
  }
}

run "accepts_another_private_block" {
  command = plan
  variables { vpc_cidr = "172.20.0.0/16" }
}

run "rejects_a_public_block" {
  command = plan
  variables { vpc_cidr = "20.20.0.0/16" }
  expect_failures = [var.vpc_cidr]
}

run "rejects_a_smaller_block" {
  command = plan
  variables { vpc_cidr = "10.20.0.0/20" }
  expect_failures = [var.vpc_cidr]
}

run "rejects_an_address_within_the_block" {
  command = plan
  variables { vpc_cidr = "10.20.1.0/16" }
  expect_failures = [var.vpc_cidr]
}

run "accepts_four_zones" {
  command = plan
  variables { zones = ["a", "b", "c", "d"] }
}

run "rejects_a_single_zone" {
  command = plan
  variables { zones = ["a"] }
  expect_failures = [var.zones]
}

run "rejects_a_zone_twice" {
  command = plan
  variables { zones = ["a", "a"] }
  expect_failures = [var.zones]
}

run "rejects_a_zones_full_name" {
  command = plan
  variables { zones = ["ap-northeast-2a", "ap-northeast-2c"] }
  expect_failures = [var.zones]
}

run "rejects_one_nat_gateway_in_prod" {
  command = plan
  variables {
    environment             = "prod"
    nat_per_zone            = false
    flow_log_retention_days = 365
  }
  expect_failures = [var.nat_per_zone]
}

run "accepts_a_network_without_interface_endpoints" {
  command = plan
  variables { interface_endpoints = [] }
}

run "rejects_an_endpoints_full_name" {
  command = plan
  variables { interface_endpoints = ["com.amazonaws.ap-northeast-2.logs"] }
  expect_failures = [var.interface_endpoints]
}

run "rejects_s3_as_interface_endpoint" {
  command = plan
  variables { interface_endpoints = ["s3"] }
  expect_failures = [var.interface_endpoints]
}

run "rejects_a_name_for_a_trusted_account" {
  command = plan
  variables { trusted_account_ids = ["production"] }
  expect_failures = [var.trusted_account_ids]
}

run "rejects_half_of_the_registry" {
  command = plan
  variables { interface_endpoints = ["ecr.api"] }
  expect_failures = [var.interface_endpoints]
}

run "accepts_the_highest_private_number" {
  command = plan
  variables { transit_gateway_asn = 65534 }
}

run "rejects_a_public_number" {
  command = plan
  variables { transit_gateway_asn = 16509 }
  expect_failures = [var.transit_gateway_asn]
}

run "accepts_another_network_behind_the_transit_gateway" {
  command = plan
  variables { transit_gateway_cidrs = ["10.30.0.0/16"] }
}

run "rejects_the_internet_through_the_transit_gateway" {
  command = plan
  variables { transit_gateway_cidrs = ["0.0.0.0/0"] }
  expect_failures = [var.transit_gateway_cidrs]
}

run "rejects_a_route_to_itself" {
  command = plan
  variables { transit_gateway_cidrs = ["10.20.0.0/16"] }
  expect_failures = [var.transit_gateway_cidrs]
}

run "accepts_a_quarter_of_flow_logs" {
  command = plan
  variables { flow_log_retention_days = 90 }
}

run "rejects_a_week_of_flow_logs" {
  command = plan
  variables { flow_log_retention_days = 7 }
  expect_failures = [var.flow_log_retention_days]
}

run "rejects_a_quarter_of_flow_logs_in_prod" {
  command = plan
  variables {
    environment             = "prod"
    nat_per_zone            = true
    flow_log_retention_days = 90
  }
  expect_failures = [var.flow_log_retention_days]
}

