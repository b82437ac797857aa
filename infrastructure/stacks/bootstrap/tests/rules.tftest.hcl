mock_provider "aws" {
  source = "./tests/mocks"
}

run "accepts_a_month_of_versions" {
  command = plan
  variables {
    version_days = 30
  }
}

run "rejects_a_week_of_versions" {
  command = plan
  variables {
    version_days = 7
  }
  expect_failures = [var.version_days]
}

run "rejects_versions_for_longer_than_ten_years" {
  command = plan
  variables {
    version_days = 3654
  }
  expect_failures = [var.version_days]
}

run "rejects_a_quarter_of_versions_in_prod" {
  command = plan
  variables {
    environment         = "prod"
    version_days        = 90
    deletion_protection = true
  }
  expect_failures = [var.version_days]
}

run "accepts_a_year_of_access_logs" {
  command = plan
  variables {
    access_log_days = 365
  }
}

run "rejects_a_week_of_access_logs" {
  command = plan
  variables {
    access_log_days = 7
  }
  expect_failures = [var.access_log_days]
}

run "accepts_prod_with_protection" {
  command = plan
  variables {
    environment         = "prod"
    version_days        = 365
    deletion_protection = true
  }
}

run "rejects_prod_without_protection" {
  command = plan
  variables {
    environment         = "prod"
    version_days        = 365
    deletion_protection = false
  }
  expect_failures = [var.deletion_protection]
}

run "rejects_an_organisation_that_is_no_bucket_name" {
  command = plan
  variables {
    organisation = "Connectly_Inc"
  }
  expect_failures = [var.organisation]
}
