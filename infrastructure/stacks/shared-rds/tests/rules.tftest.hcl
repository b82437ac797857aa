mock_provider "aws" {
  source = "./tests/mocks"
}

override_module {
  target = module.kms
  outputs = {
    values = {
      rds_key_arn  = "arn:aws:kms:ap-northeast-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"
      logs_key_arn = "arn:aws:kms:ap-northeast-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ac"
    }
  }
}

override_module {
  target = module.network
  outputs = {
    values      = { vpc_id = "vpc-0a1b2c3d4e5f60718", vpc_cidr = "10.0.0.0/16" }
    list_values = { data_subnet_ids = ["subnet-0a1b2c3d4e5f60718", "subnet-0a1b2c3d4e5f60719"] }
  }
}

run "accepts_production" {
  command = plan
  variables {
    environment           = "prod"
    instance_class        = "db.m7g.large"
    multi_az              = true
    backup_retention_days = 14
    backup_tier           = "critical"
  }
}

run "accepts_several_services" {
  command = plan
  variables {
    services = ["checkout", "order-archive"]
  }
}

run "rejects_a_service_with_an_underscore" {
  command = plan
  variables {
    services = ["order_archive"]
  }
  expect_failures = [var.services]
}

run "rejects_a_service_named_like_the_administrators_database" {
  command = plan
  variables {
    services = ["postgres"]
  }
  expect_failures = [var.services]
}

run "accepts_a_small_class_in_dev" {
  command = plan
  variables {
    instance_class = "db.t4g.small"
  }
}

run "rejects_a_class_of_another_processor" {
  command = plan
  variables {
    instance_class = "db.m5.large"
  }
  expect_failures = [var.instance_class]
}

run "rejects_a_burstable_class_in_prod" {
  command = plan
  variables {
    environment           = "prod"
    instance_class        = "db.t4g.large"
    multi_az              = true
    backup_retention_days = 14
    backup_tier           = "critical"
  }
  expect_failures = [var.instance_class]
}

run "accepts_more_storage" {
  command = plan
  variables {
    allocated_storage_gib = 200
  }
}

run "rejects_less_storage_than_rds_has" {
  command = plan
  variables {
    allocated_storage_gib = 5
  }
  expect_failures = [var.allocated_storage_gib]
}

run "rejects_one_zone_in_stg" {
  command = plan
  variables {
    environment = "stg"
    multi_az    = false
  }
  expect_failures = [var.multi_az]
}

run "rejects_one_zone_in_prod" {
  command = plan
  variables {
    environment           = "prod"
    instance_class        = "db.m7g.large"
    multi_az              = false
    backup_retention_days = 14
    backup_tier           = "critical"
  }
  expect_failures = [var.multi_az]
}

run "accepts_a_month_of_backups" {
  command = plan
  variables {
    backup_retention_days = 35
  }
}

run "rejects_no_backups" {
  command = plan
  variables {
    backup_retention_days = 0
  }
  expect_failures = [var.backup_retention_days]
}

run "rejects_a_week_of_backups_in_prod" {
  command = plan
  variables {
    environment           = "prod"
    instance_class        = "db.m7g.large"
    multi_az              = true
    backup_retention_days = 7
    backup_tier           = "critical"
  }
  expect_failures = [var.backup_retention_days]
}

run "accepts_the_standard_tier" {
  command = plan
  variables {
    backup_tier = "standard"
  }
}

run "rejects_an_unknown_tier" {
  command = plan
  variables {
    backup_tier = "gold"
  }
  expect_failures = [var.backup_tier]
}

run "rejects_the_standard_tier_in_prod" {
  command = plan
  variables {
    environment           = "prod"
    instance_class        = "db.m7g.large"
    multi_az              = true
    backup_retention_days = 14
    backup_tier           = "standard"
  }
  expect_failures = [var.backup_tier]
}
