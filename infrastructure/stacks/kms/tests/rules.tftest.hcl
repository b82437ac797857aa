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
