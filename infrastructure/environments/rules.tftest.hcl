# The rules of the four variables that all stacks share. script/infra test runs them in each stack, after the mocks of its own
# tests/secure_defaults.tftest.hcl; the good values are those of each environment.

run "rejects_an_organisation_with_capitals" {
  command = plan
  variables { organisation = "Connectly" }
  expect_failures = [var.organisation]
}

run "rejects_an_unknown_environment" {
  command = plan
  variables { environment = "production" }
  expect_failures = [var.environment]
}

run "rejects_an_availability_zone_as_region" {
  command = plan
  variables { region = "ap-northeast-2a" }
  expect_failures = [var.region]
}

run "rejects_a_domain_with_a_final_dot" {
  command = plan
  variables { domain = "connectly.example." }
  expect_failures = [var.domain]
}
