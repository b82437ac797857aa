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

run "proves_by_dns_and_shows_in_the_logs" {
  command = plan

  assert {
    condition     = alltrue([for certificate in aws_acm_certificate.this : certificate.validation_method == "DNS"])
    error_message = "Only DNS renews without a hand."
  }

  assert {
    condition     = alltrue([for certificate in aws_acm_certificate.this : one(certificate.options).certificate_transparency_logging_preference == "ENABLED"])
    error_message = "Browsers refuse what is not in the transparency logs."
  }
}

run "one_record_proves_a_domain_and_its_wildcard" {
  command = apply

  assert {
    condition = { for domain, record in aws_route53_record.validation : domain => [record.name, one(record.records)] } == {
      "dev.connectly.example"     = ["_one.dev.connectly.example.", "_1.acm-validations.aws."]
      "api.dev.connectly.example" = ["_two.api.dev.connectly.example.", "_2.acm-validations.aws."]
    }
    error_message = "Each domain has the record that proves it, once."
  }

  assert {
    condition     = alltrue([for record in aws_route53_record.validation : record.zone_id == "Z0123456789ABCDEFGHIJ" && record.type == "CNAME"])
    error_message = "Records are in the environment's zone."
  }

  assert {
    condition     = alltrue([for validation in aws_acm_certificate_validation.this : length(validation.validation_record_fqdns) == 1])
    error_message = "A certificate is used only after it was proven."
  }
}

run "an_alarm_before_each_end" {
  command = apply

  assert {
    condition = alltrue([
      for name, alarm in aws_cloudwatch_metric_alarm.expiry :
      alarm.metric_name == "DaysToExpiry" && alarm.comparison_operator == "LessThanThreshold" && alarm.threshold == 30 && alarm.dimensions.CertificateArn == aws_acm_certificate.this[name].arn
    ]) && keys(aws_cloudwatch_metric_alarm.expiry) == ["api", "wildcard"]
    error_message = "Each certificate has its alarm."
  }

  assert {
    condition     = alltrue([for alarm in aws_cloudwatch_metric_alarm.expiry : alarm.treat_missing_data == "ignore" && alarm.alarm_actions == toset([module.monitoring.values.alarm_topic_arn])])
    error_message = "An alarm is told, and stays one when the metric ends with the certificate."
  }
}

run "publishes_each_certificate" {
  command = apply

  assert {
    condition     = toset(keys(output.parameter_names)) == toset(["certificate_arn", "certificate_arn_api"])
    error_message = "The wildcard and each further certificate are values of the contract."
  }
}
