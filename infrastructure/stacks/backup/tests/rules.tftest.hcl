mock_provider "aws" {
  source = "./tests/mocks"
}

mock_provider "aws" {
  alias  = "copies"
  source = "./tests/mocks"
}

override_module {
  target = module.kms
  outputs = {
    values = { rds_key_arn = "arn:aws:kms:ap-northeast-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab" }
  }
}

override_module {
  target = module.monitoring
  outputs = {
    values = { alarm_topic_arn = "arn:aws:sns:ap-northeast-2:111122223333:platform-alarm" }
  }
}

override_module {
  target = module.network
  outputs = {
    values      = { vpc_id = "vpc-0a1b2c3d4e5f60718" }
    list_values = { data_subnet_ids = ["subnet-0a1b2c3d4e5f60718", "subnet-0a1b2c3d4e5f60719"] }
  }
}

run "accepts_another_region_for_copies" {
  command = plan
  variables {
    copy_region = "ap-southeast-1"
  }
}

run "rejects_a_zone_for_copies" {
  command = plan
  variables {
    copy_region = "ap-northeast-1a"
  }
  expect_failures = [var.copy_region]
}

run "rejects_copies_in_the_same_region" {
  command = plan
  variables {
    copy_region = "ap-northeast-2"
  }
  expect_failures = [var.copy_region]
}

run "accepts_production" {
  command = plan
  variables {
    environment              = "prod"
    lock_changeable_for_days = 14
    tiers = {
      critical    = { every_hours = 4, retention_days = 365, copy_retention_days = 90, min_retention_days = 7, continuous_days = 35, rto_minutes = 120 }
      standard    = { every_hours = 24, retention_days = 35, copy_retention_days = 35, min_retention_days = 7, continuous_days = 0, rto_minutes = 480 }
      development = { every_hours = 24, retention_days = 7, copy_retention_days = 7, min_retention_days = 1, continuous_days = 0, rto_minutes = 2880 }
    }
  }
}

run "rejects_a_backup_every_five_hours" {
  command = plan
  variables {
    tiers = {
      critical    = { every_hours = 5, retention_days = 7, copy_retention_days = 7, min_retention_days = 1, continuous_days = 0, rto_minutes = 480 }
      standard    = { every_hours = 24, retention_days = 7, copy_retention_days = 7, min_retention_days = 1, continuous_days = 0, rto_minutes = 1440 }
      development = { every_hours = 24, retention_days = 3, copy_retention_days = 3, min_retention_days = 1, continuous_days = 0, rto_minutes = 2880 }
    }
  }
  expect_failures = [var.tiers]
}

run "rejects_a_tier_less_often_than_the_one_below" {
  command = plan
  variables {
    tiers = {
      critical    = { every_hours = 24, retention_days = 7, copy_retention_days = 7, min_retention_days = 1, continuous_days = 0, rto_minutes = 480 }
      standard    = { every_hours = 12, retention_days = 7, copy_retention_days = 7, min_retention_days = 1, continuous_days = 0, rto_minutes = 1440 }
      development = { every_hours = 24, retention_days = 3, copy_retention_days = 3, min_retention_days = 1, continuous_days = 0, rto_minutes = 2880 }
    }
  }
  expect_failures = [var.tiers]
}

run "rejects_less_than_the_lock_allows" {
  command = plan
  variables {
    tiers = {
      critical    = { every_hours = 24, retention_days = 7, copy_retention_days = 7, min_retention_days = 1, continuous_days = 0, rto_minutes = 480 }
      standard    = { every_hours = 24, retention_days = 7, copy_retention_days = 7, min_retention_days = 14, continuous_days = 0, rto_minutes = 1440 }
      development = { every_hours = 24, retention_days = 3, copy_retention_days = 3, min_retention_days = 1, continuous_days = 0, rto_minutes = 2880 }
    }
  }
  expect_failures = [var.tiers]
}

run "rejects_a_lock_without_a_floor" {
  command = plan
  variables {
    tiers = {
      critical    = { every_hours = 24, retention_days = 7, copy_retention_days = 7, min_retention_days = 1, continuous_days = 0, rto_minutes = 480 }
      standard    = { every_hours = 24, retention_days = 7, copy_retention_days = 7, min_retention_days = 0, continuous_days = 0, rto_minutes = 1440 }
      development = { every_hours = 24, retention_days = 3, copy_retention_days = 3, min_retention_days = 1, continuous_days = 0, rto_minutes = 2880 }
    }
  }
  expect_failures = [var.tiers]
}

run "rejects_a_copy_kept_longer_than_its_original" {
  command = plan
  variables {
    tiers = {
      critical    = { every_hours = 24, retention_days = 7, copy_retention_days = 7, min_retention_days = 1, continuous_days = 0, rto_minutes = 480 }
      standard    = { every_hours = 24, retention_days = 7, copy_retention_days = 30, min_retention_days = 1, continuous_days = 0, rto_minutes = 1440 }
      development = { every_hours = 24, retention_days = 3, copy_retention_days = 3, min_retention_days = 1, continuous_days = 0, rto_minutes = 2880 }
    }
  }
  expect_failures = [var.tiers]
}

run "accepts_five_weeks_of_every_second" {
  command = plan
  variables {
    tiers = {
      critical    = { every_hours = 24, retention_days = 35, copy_retention_days = 7, min_retention_days = 1, continuous_days = 35, rto_minutes = 480 }
      standard    = { every_hours = 24, retention_days = 7, copy_retention_days = 7, min_retention_days = 1, continuous_days = 0, rto_minutes = 1440 }
      development = { every_hours = 24, retention_days = 3, copy_retention_days = 3, min_retention_days = 1, continuous_days = 0, rto_minutes = 2880 }
    }
  }
}

run "rejects_two_months_of_every_second" {
  command = plan
  variables {
    tiers = {
      critical    = { every_hours = 24, retention_days = 90, copy_retention_days = 7, min_retention_days = 1, continuous_days = 60, rto_minutes = 480 }
      standard    = { every_hours = 24, retention_days = 7, copy_retention_days = 7, min_retention_days = 1, continuous_days = 0, rto_minutes = 1440 }
      development = { every_hours = 24, retention_days = 3, copy_retention_days = 3, min_retention_days = 1, continuous_days = 0, rto_minutes = 2880 }
    }
  }
  expect_failures = [var.tiers]
}

run "rejects_a_slower_return_of_what_is_worth_more" {
  command = plan
  variables {
    tiers = {
      critical    = { every_hours = 24, retention_days = 7, copy_retention_days = 7, min_retention_days = 1, continuous_days = 0, rto_minutes = 2000 }
      standard    = { every_hours = 24, retention_days = 7, copy_retention_days = 7, min_retention_days = 1, continuous_days = 0, rto_minutes = 1440 }
      development = { every_hours = 24, retention_days = 3, copy_retention_days = 3, min_retention_days = 1, continuous_days = 0, rto_minutes = 2880 }
    }
  }
  expect_failures = [var.tiers]
}

run "rejects_a_month_of_critical_backups_in_prod" {
  command = plan
  variables {
    environment              = "prod"
    lock_changeable_for_days = 14
    tiers = {
      critical    = { every_hours = 4, retention_days = 35, copy_retention_days = 35, min_retention_days = 7, continuous_days = 35, rto_minutes = 120 }
      standard    = { every_hours = 24, retention_days = 35, copy_retention_days = 35, min_retention_days = 7, continuous_days = 0, rto_minutes = 480 }
      development = { every_hours = 24, retention_days = 7, copy_retention_days = 7, min_retention_days = 1, continuous_days = 0, rto_minutes = 2880 }
    }
  }
  expect_failures = [var.tiers]
}

run "accepts_locks_for_good" {
  command = plan
  variables {
    lock_changeable_for_days = 3
  }
}

run "rejects_one_day_to_change_ones_mind" {
  command = plan
  variables {
    lock_changeable_for_days = 1
  }
  expect_failures = [var.lock_changeable_for_days]
}

run "rejects_a_lock_that_can_be_taken_back_in_prod" {
  command = plan
  variables {
    environment              = "prod"
    lock_changeable_for_days = 0
    tiers = {
      critical    = { every_hours = 4, retention_days = 365, copy_retention_days = 90, min_retention_days = 7, continuous_days = 35, rto_minutes = 120 }
      standard    = { every_hours = 24, retention_days = 35, copy_retention_days = 35, min_retention_days = 7, continuous_days = 0, rto_minutes = 480 }
      development = { every_hours = 24, retention_days = 7, copy_retention_days = 7, min_retention_days = 1, continuous_days = 0, rto_minutes = 2880 }
    }
  }
  expect_failures = [var.lock_changeable_for_days]
}

run "accepts_a_test_every_sunday" {
  command = plan
  variables {
    restore_test_schedule = "cron(0 3 ? * SUN *)"
  }
}

run "rejects_a_test_in_words" {
  command = plan
  variables {
    restore_test_schedule = "every sunday"
  }
  expect_failures = [var.restore_test_schedule]
}
