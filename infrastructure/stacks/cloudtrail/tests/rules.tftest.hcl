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

run "accepts_production" {
  command = plan
  variables {
    environment = "prod"
    trail_days  = 730
    object_lock = { days = 365, mode = "COMPLIANCE" }
    insights    = true
  }
}

run "accepts_half_a_year" {
  command = plan
  variables {
    trail_days = 180
  }
}

run "rejects_what_cloudtrail_shows_anyway" {
  command = plan
  variables {
    trail_days = 90
  }
  expect_failures = [var.trail_days]
}

run "rejects_a_year_without_time_to_look_back_in_prod" {
  command = plan
  variables {
    environment = "prod"
    trail_days  = 365
    object_lock = { days = 365, mode = "COMPLIANCE" }
    insights    = true
  }
  expect_failures = [var.trail_days]
}

run "rejects_an_end_before_the_lock_opens" {
  command = plan
  variables {
    trail_days  = 120
    object_lock = { days = 150, mode = "GOVERNANCE" }
  }
  expect_failures = [var.trail_days]
}

run "accepts_a_month_of_lock" {
  command = plan
  variables {
    object_lock = { days = 30, mode = "COMPLIANCE" }
  }
}

run "rejects_no_lock" {
  command = plan
  variables {
    object_lock = { days = 0, mode = "GOVERNANCE" }
  }
  expect_failures = [var.object_lock]
}

run "rejects_an_unknown_lock" {
  command = plan
  variables {
    object_lock = { days = 30, mode = "LEGAL" }
  }
  expect_failures = [var.object_lock]
}

run "rejects_a_lock_that_administrators_open_in_prod" {
  command = plan
  variables {
    environment = "prod"
    trail_days  = 730
    object_lock = { days = 365, mode = "GOVERNANCE" }
    insights    = true
  }
  expect_failures = [var.object_lock]
}

run "rejects_a_short_lock_in_prod" {
  command = plan
  variables {
    environment = "prod"
    trail_days  = 730
    object_lock = { days = 30, mode = "COMPLIANCE" }
    insights    = true
  }
  expect_failures = [var.object_lock]
}

run "accepts_a_quarter_of_events" {
  command = plan
  variables {
    log_group_days = 90
  }
}

run "rejects_events_for_ever" {
  command = plan
  variables {
    log_group_days = 0
  }
  expect_failures = [var.log_group_days]
}

run "accepts_insights_anywhere" {
  command = plan
  variables {
    insights = true
  }
}

run "rejects_no_insights_in_prod" {
  command = plan
  variables {
    environment = "prod"
    trail_days  = 730
    object_lock = { days = 365, mode = "COMPLIANCE" }
    insights    = false
  }
  expect_failures = [var.insights]
}

run "accepts_a_further_region" {
  command = plan
  variables {
    queried_regions = ["ap-northeast-2", "us-east-1", "eu-west-1"]
  }
}

run "rejects_a_blind_eye_for_global_services" {
  command = plan
  variables {
    queried_regions = ["ap-northeast-2"]
  }
  expect_failures = [var.queried_regions]
}

run "accepts_a_tebibyte_a_query" {
  command = plan
  variables {
    query_limit_gib = 1024
  }
}

run "rejects_a_query_without_bound" {
  command = plan
  variables {
    query_limit_gib = 0
  }
  expect_failures = [var.query_limit_gib]
}
