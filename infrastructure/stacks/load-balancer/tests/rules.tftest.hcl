mock_provider "aws" {
  source = "./tests/mocks"
}

override_module {
  target = module.acm
  outputs = {
    values = { certificate_arn = "arn:aws:acm:ap-northeast-2:111122223333:certificate/1234abcd-12ab-34cd-56ef-1234567890ab" }
  }
}

override_module {
  target = module.waf
  outputs = {
    values = { web_acl_arn = "arn:aws:wafv2:ap-northeast-2:111122223333:regional/webacl/platform/0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9" }
  }
}

override_module {
  target = module.logging
  outputs = {
    values = { access_logs_bucket = "dev-connectly-s3-access-logs" }
  }
}

run "accepts_ten_years" {
  command = plan
  variables { access_log_days = 3653 }
}

run "rejects_a_week" {
  command = plan
  variables { access_log_days = 7 }
  expect_failures = [var.access_log_days]
}

run "rejects_a_quarter_in_prod" {
  command = plan
  variables {
    environment     = "prod"
    access_log_days = 90
  }
  expect_failures = [var.access_log_days]
}

run "accepts_a_cheaper_class" {
  command = plan
  variables {
    access_log_days        = 60
    rare_access_after_days = 30
  }

  assert {
    condition     = [for transition in aws_s3_bucket_lifecycle_configuration.access_logs.rule[0].transition : [transition.days, transition.storage_class]] == [[30, "STANDARD_IA"]]
    error_message = "Logs move to the cheaper class."
  }
}

run "rejects_a_cheaper_class_at_once" {
  command = plan
  variables {
    access_log_days        = 90
    rare_access_after_days = 7
  }
  expect_failures = [var.rare_access_after_days]
}

run "rejects_a_cheaper_class_that_costs_more" {
  command = plan
  variables {
    access_log_days        = 40
    rare_access_after_days = 30
  }
  expect_failures = [var.rare_access_after_days]
}
