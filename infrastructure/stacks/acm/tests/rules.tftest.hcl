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

run "accepts_the_wildcard_alone" {
  command = plan
  variables { certificates = {} }

  assert {
    condition     = keys(aws_acm_certificate.this) == ["wildcard"]
    error_message = "The wildcard is there without being asked for."
  }
}

run "rejects_a_second_wildcard" {
  command = plan
  variables { certificates = { wildcard = { domain = "api.dev.connectly.example" } } }
  expect_failures = [var.certificates]
}

run "rejects_a_domain_of_somebody_else" {
  command = plan
  variables { certificates = { api = { domain = "api.stg.connectly.example" } } }
  expect_failures = [var.certificates]
}

run "rejects_a_wildcard_in_the_middle" {
  command = plan
  variables { certificates = { api = { domain = "api.*.dev.connectly.example" } } }
  expect_failures = [var.certificates]
}

run "rejects_more_names_than_acm_takes" {
  command = plan
  variables {
    certificates = {
      api = {
        domain            = "api.dev.connectly.example"
        alternative_names = [for number in range(10) : "n${number}.api.dev.connectly.example"]
      }
    }
  }
  expect_failures = [var.certificates]
}

run "accepts_two_weeks" {
  command = plan
  variables { expiry_warning_days = 14 }
}

run "rejects_a_warning_without_time_left" {
  command = plan
  variables { expiry_warning_days = 3 }
  expect_failures = [var.expiry_warning_days]
}

run "rejects_a_warning_before_the_ordinary_renewal" {
  command = plan
  variables { expiry_warning_days = 60 }
  expect_failures = [var.expiry_warning_days]
}
