mock_provider "aws" {
  source = "./tests/mocks"
}

override_module {
  target = module.kms
  outputs = {
    values = { logs_key_arn = "arn:aws:kms:ap-northeast-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab" }
  }
}

run "accepts_blocking_everything" {
  command = plan
  variables {
    rule_groups = {
      AWSManagedRulesAmazonIpReputationList = "block"
      AWSManagedRulesCommonRuleSet          = "block"
      AWSManagedRulesKnownBadInputsRuleSet  = "block"
      AWSManagedRulesSQLiRuleSet            = "block"
    }
  }

  assert {
    condition     = alltrue([for rule in aws_wafv2_web_acl.this.rule : length(rule.override_action[0].none) == 1 if rule.priority >= 10])
    error_message = "A group that blocks is not overridden."
  }
}

run "rejects_another_mode" {
  command = plan
  variables {
    rule_groups = {
      AWSManagedRulesAmazonIpReputationList = "off"
      AWSManagedRulesCommonRuleSet          = "block"
      AWSManagedRulesKnownBadInputsRuleSet  = "block"
      AWSManagedRulesSQLiRuleSet            = "block"
    }
  }
  expect_failures = [var.rule_groups]
}

run "rejects_counting_known_attacks_in_prod" {
  command = plan
  variables {
    environment        = "prod"
    log_retention_days = 90
    rate_limit         = { requests = 2000, window_seconds = 300, mode = "block" }
    rule_groups = {
      AWSManagedRulesAmazonIpReputationList = "block"
      AWSManagedRulesCommonRuleSet          = "block"
      AWSManagedRulesKnownBadInputsRuleSet  = "count"
      AWSManagedRulesSQLiRuleSet            = "block"
    }
  }
  expect_failures = [var.rule_groups]
}

run "accepts_the_lowest_limit" {
  command = plan
  variables { rate_limit = { requests = 100, window_seconds = 60, mode = "block" } }

  assert {
    condition     = [for rule in aws_wafv2_web_acl.this.rule : [length(rule.action[0].block), length(rule.action[0].count)] if rule.name == "rate-limit"] == [[1, 0]]
    error_message = "A limit that blocks does not count only."
  }
}

run "rejects_a_limit_below_what_waf_counts" {
  command = plan
  variables { rate_limit = { requests = 5, window_seconds = 60, mode = "block" } }
  expect_failures = [var.rate_limit]
}

run "rejects_another_window" {
  command = plan
  variables { rate_limit = { requests = 2000, window_seconds = 90, mode = "block" } }
  expect_failures = [var.rate_limit]
}

run "rejects_a_limit_without_effect" {
  command = plan
  variables { rate_limit = { requests = 2000, window_seconds = 300, mode = "none" } }
  expect_failures = [var.rate_limit]
}

run "rejects_a_limit_that_counts_in_prod" {
  command = plan
  variables {
    environment        = "prod"
    log_retention_days = 90
    rate_limit         = { requests = 2000, window_seconds = 300, mode = "count" }
    rule_groups = {
      AWSManagedRulesAmazonIpReputationList = "block"
      AWSManagedRulesCommonRuleSet          = "block"
      AWSManagedRulesKnownBadInputsRuleSet  = "block"
      AWSManagedRulesSQLiRuleSet            = "block"
    }
  }
  expect_failures = [var.rate_limit]
}

run "accepts_an_address" {
  command = plan
  variables { blocked_addresses = ["203.0.113.7/32"] }

  assert {
    condition     = aws_wafv2_ip_set.blocked.addresses == toset(["203.0.113.7/32"])
    error_message = "The address is in the block list."
  }
}

run "rejects_an_address_without_length" {
  command = plan
  variables { blocked_addresses = ["203.0.113.7"] }
  expect_failures = [var.blocked_addresses]
}

run "rejects_blocking_everybody" {
  command = plan
  variables { blocked_addresses = ["0.0.0.0/0"] }
  expect_failures = [var.blocked_addresses]
}

run "rejects_private_addresses" {
  command = plan
  variables { blocked_addresses = ["192.168.1.0/24"] }
  expect_failures = [var.blocked_addresses]
}

run "accepts_a_quarter_of_log" {
  command = plan
  variables { log_retention_days = 90 }
}

run "rejects_a_day_of_log" {
  command = plan
  variables { log_retention_days = 1 }
  expect_failures = [var.log_retention_days]
}

run "rejects_a_month_of_log_in_prod" {
  command = plan
  variables {
    environment        = "prod"
    log_retention_days = 30
    rate_limit         = { requests = 2000, window_seconds = 300, mode = "block" }
    rule_groups = {
      AWSManagedRulesAmazonIpReputationList = "block"
      AWSManagedRulesCommonRuleSet          = "block"
      AWSManagedRulesKnownBadInputsRuleSet  = "block"
      AWSManagedRulesSQLiRuleSet            = "block"
    }
  }
  expect_failures = [var.log_retention_days]
}
