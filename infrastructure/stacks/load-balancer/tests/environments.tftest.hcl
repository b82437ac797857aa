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

run "plans_with_the_environments_values" {
  command = plan

  assert {
    condition     = aws_s3_bucket.access_logs.bucket == "${var.environment}-${var.organisation}-alb-access-logs"
    error_message = "Every environment has its bucket."
  }
}
