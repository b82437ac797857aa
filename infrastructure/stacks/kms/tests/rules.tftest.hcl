mock_provider "aws" {
  source = "./tests/mocks"
}

run "accepts_thirty_days_in_prod" {
  command = plan
  variables {
    environment          = "prod"
    deletion_window_days = 30
  }
}

run "rejects_a_short_window_in_prod" {
  command = plan
  variables {
    environment          = "prod"
    deletion_window_days = 7
  }
  expect_failures = [var.deletion_window_days]
}

run "rejects_a_window_under_a_week" {
  command = plan
  variables { deletion_window_days = 6 }
  expect_failures = [var.deletion_window_days]
}

run "accepts_a_quarterly_rotation" {
  command = plan
  variables { rotation_period_days = 90 }
}

run "rejects_a_rotation_over_a_year" {
  command = plan
  variables { rotation_period_days = 366 }
  expect_failures = [var.rotation_period_days]
}

run "rejects_an_unknown_environment" {
  command = plan
  variables { environment = "production" }
  # The tags say the same rule, from their own module.
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

run "rejects_an_organisation_with_capitals" {
  command = plan
  variables { organisation = "Connectly" }
  expect_failures = [var.organisation]
}
