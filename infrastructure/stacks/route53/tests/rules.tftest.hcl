mock_provider "aws" {
  source = "./tests/mocks"
}

mock_provider "aws" {
  alias  = "us_east_1"
  source = "./tests/mocks"
}

override_module {
  target = module.kms
  outputs = {
    values = { logs_key_arn = "arn:aws:kms:ap-northeast-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab" }
  }
}

override_module {
  target = module.network
  outputs = {
    values = { vpc_id = "vpc-0a1b2c3d4e5f60718" }
  }
}

run "accepts_no_zones_of_services" {
  command = plan
  variables { service_zones = [] }
}

run "rejects_a_domain_as_service" {
  command = plan
  variables { service_zones = ["checkout.dev.connectly.example"] }
  expect_failures = [var.service_zones]
}

run "rejects_the_private_zones_name" {
  command = plan
  variables { service_zones = ["internal"] }
  expect_failures = [var.service_zones]
}

run "accepts_a_zone_elsewhere" {
  command = plan
  variables { delegations = { partners = ["ns-1.awsdns-01.com", "ns-2.awsdns-02.net"] } }

  assert {
    condition     = aws_route53_record.elsewhere["partners"].name == "partners.dev.connectly.example" && aws_route53_record.elsewhere["partners"].type == "NS"
    error_message = "The domain names the servers of a zone elsewhere."
  }
}

run "rejects_a_delegated_domain" {
  command = plan
  variables { delegations = { "a.b" = ["ns-1.awsdns-01.com", "ns-2.awsdns-02.net"] } }
  expect_failures = [var.delegations]
}

run "rejects_one_name_server" {
  command = plan
  variables { delegations = { partners = ["ns-1.awsdns-01.com", "ns-1.awsdns-01.com"] } }
  expect_failures = [var.delegations]
}

run "rejects_addresses_as_name_servers" {
  command = plan
  variables { delegations = { partners = ["192.0.2.1", "192.0.2.2"] } }
  expect_failures = [var.delegations]
}

run "rejects_a_zone_here_and_elsewhere" {
  command = plan
  variables { delegations = { checkout = ["ns-1.awsdns-01.com", "ns-2.awsdns-02.net"] } }
  expect_failures = [var.delegations]
}

run "accepts_a_week_of_queries" {
  command = plan
  variables { query_log_retention_days = 7 }
}

run "rejects_a_day_of_queries" {
  command = plan
  variables { query_log_retention_days = 1 }
  expect_failures = [var.query_log_retention_days]
}

run "rejects_a_month_of_queries_in_prod" {
  command = plan
  variables {
    environment              = "prod"
    query_log_retention_days = 30
  }
  expect_failures = [var.query_log_retention_days]
}
