mock_provider "aws" {
  source = "./tests/mocks"
}

override_module {
  target = module.route53
  outputs = {
    values = { public_zone_id = "Z0123456789ABCDEFGHIJ" }
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
    condition     = aws_acm_certificate.this["wildcard"].domain_name == var.domain && contains(aws_acm_certificate.this["wildcard"].subject_alternative_names, "*.${var.domain}")
    error_message = "Every environment has the wildcard of its own domain."
  }
}
