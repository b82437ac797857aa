mock_provider "aws" {
  source = "./tests/mocks"
}

override_module {
  target = module.kms
  outputs = {
    values = { logs_key_arn = "arn:aws:kms:ap-northeast-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab" }
  }
}

override_module {
  target = module.monitoring
  outputs = {
    values = { critical_topic_arn = "arn:aws:sns:ap-northeast-2:111122223333:platform-critical" }
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
    condition     = aws_cloudtrail.this.is_multi_region_trail && length(aws_athena_named_query.this) > 0
    error_message = "Every environment has the whole trail and its queries."
  }
}
