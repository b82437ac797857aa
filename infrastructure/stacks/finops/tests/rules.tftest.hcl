mock_provider "aws" {
  source = "./tests/mocks"
}

mock_provider "aws" {
  alias  = "billing"
  source = "./tests/mocks"
}

override_module {
  target = module.kms
  outputs = {
    values = { logs_key_arn = "arn:aws:kms:ap-northeast-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab" }
  }
}

override_module {
  target = module.logging
  outputs = {
    values = { access_logs_bucket = "dev-connectly-s3-access-logs" }
  }
}

override_module {
  target = module.monitoring
  outputs = {
    values = { alarm_topic_arn = "arn:aws:sns:ap-northeast-2:111122223333:platform-alarm" }
  }
}

run "accepts_a_quarter_of_reports" {
  command = plan
  variables {
    report_days = 90
  }
}

run "rejects_a_month_of_reports" {
  command = plan
  variables {
    report_days = 30
  }
  expect_failures = [var.report_days]
}

run "accepts_two_years_in_prod" {
  command = plan
  variables {
    environment = "prod"
    report_days = 800
  }
}

run "rejects_half_a_year_in_prod" {
  command = plan
  variables {
    environment = "prod"
    report_days = 180
  }
  expect_failures = [var.report_days]
}

run "accepts_a_larger_budget" {
  command = plan
  variables {
    monthly_budget_usd = 5000
  }
}

run "rejects_no_budget" {
  command = plan
  variables {
    monthly_budget_usd  = 0
    service_budgets_usd = {}
  }
  expect_failures = [var.monthly_budget_usd]
}

run "accepts_no_services" {
  command = plan
  variables {
    service_budgets_usd = {}
  }
}

run "rejects_a_service_with_spaces" {
  command = plan
  variables {
    service_budgets_usd = { "check out" = 10 }
  }
  expect_failures = [var.service_budgets_usd]
}

run "rejects_a_service_dearer_than_the_account" {
  command = plan
  variables {
    service_budgets_usd = { checkout = 900 }
  }
  expect_failures = [var.service_budgets_usd]
}

run "accepts_a_watch_from_one_dollar" {
  command = plan
  variables {
    anomaly_usd = 1
  }
}

run "rejects_a_watch_from_nothing" {
  command = plan
  variables {
    anomaly_usd = 0
  }
  expect_failures = [var.anomaly_usd]
}

run "leaves_cost_allocation_tags_to_the_account_that_pays" {
  command = plan

  assert {
    condition     = length(aws_ce_cost_allocation_tag.this) == 0
    error_message = "AWS refuses them everywhere else."
  }
}

run "activates_the_tags_of_the_account_that_pays" {
  command = plan
  variables { cost_allocation_tags = ["Environment", "Service"] }

  assert {
    condition     = { for key, tag in aws_ce_cost_allocation_tag.this : tag.tag_key => tag.status } == { Environment = "Active", Service = "Active" }
    error_message = "Without them, every cost is untagged."
  }
}

run "rejects_a_tag_that_nothing_carries" {
  command = plan
  variables { cost_allocation_tags = ["aws:createdBy", "Service"] }
  expect_failures = [var.cost_allocation_tags]
}

run "rejects_costs_by_other_tags_only" {
  command = plan
  variables { cost_allocation_tags = ["Environment"] }
  expect_failures = [var.cost_allocation_tags]
}
