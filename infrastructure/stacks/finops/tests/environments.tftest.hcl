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

run "plans_with_the_environments_values" {
  command = plan

  assert {
    condition     = length(aws_budgets_budget.this) == 1 + length(var.service_budgets_usd)
    error_message = "Every environment has a budget for itself and one for each service."
  }
}
