mock_provider "aws" {
  mock_resource "aws_iam_role" {
    defaults = { arn = "arn:aws:iam::111122223333:role/checkout-dev-rds-monitoring" }
  }

  mock_resource "aws_security_group" {
    defaults = { id = "sg-0a1b2c3d4e5f60719" }
  }
}

variables {
  name        = "checkout-dev"
  engine      = "postgres"
  vpc_id      = "vpc-0a1b2c3d4e5f60718"
  subnet_ids  = ["subnet-0a1b2c3d4e5f60718", "subnet-0a1b2c3d4e5f60719"]
  kms_key_arn = "arn:aws:kms:ap-northeast-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"
}

run "accepts_the_longest_name" {
  command = plan
  variables {
    name = "a123456789-123456789-123456789-123456789"
  }
}

run "rejects_a_name_that_is_too_long" {
  command = plan
  variables {
    name = "a123456789-123456789-123456789-1234567890"
  }
  expect_failures = [var.name]
}

run "rejects_two_hyphens_in_a_row" {
  command = plan
  variables {
    name = "checkout--dev"
  }
  expect_failures = [var.name]
}

run "accepts_mysql" {
  command = plan
  variables {
    engine = "mysql"
  }
}

run "rejects_another_engine" {
  command = plan
  variables {
    engine = "oracle-ee"
  }
  expect_failures = [var.engine]
}

run "accepts_an_old_short_vpc_id" {
  command = plan
  variables {
    vpc_id = "vpc-1a2b3c4d"
  }
}

run "rejects_a_subnet_as_vpc" {
  command = plan
  variables {
    vpc_id = "subnet-0a1b2c3d4e5f60718"
  }
  expect_failures = [var.vpc_id]
}

run "accepts_three_subnets" {
  command = plan
  variables {
    subnet_ids = ["subnet-0a", "subnet-0b", "subnet-0c"]
  }
}

run "rejects_one_subnet" {
  command = plan
  variables {
    subnet_ids = ["subnet-0a"]
  }
  expect_failures = [var.subnet_ids]
}

run "rejects_zones_as_subnets" {
  command = plan
  variables {
    subnet_ids = ["ap-northeast-2a", "ap-northeast-2b"]
  }
  expect_failures = [var.subnet_ids]
}

run "rejects_a_key_alias" {
  command = plan
  variables {
    kms_key_arn = "arn:aws:kms:ap-northeast-2:111122223333:alias/rds"
  }
  expect_failures = [var.kms_key_arn]
}

run "accepts_a_client" {
  command = plan
  variables {
    allowed_security_group_ids = { service = "sg-0a1b2c3d4e5f60718" }
  }
}

run "rejects_a_block_as_client" {
  command = plan
  variables {
    allowed_security_group_ids = { service = "10.0.0.0/8" }
  }
  expect_failures = [var.allowed_security_group_ids]
}

run "accepts_a_larger_class" {
  command = plan
  variables {
    instance_class = "db.r7g.2xlarge"
  }
}

run "rejects_a_class_of_ec2" {
  command = plan
  variables {
    instance_class = "t4g.micro"
  }
  expect_failures = [var.instance_class]
}

run "rejects_a_class_that_cannot_encrypt" {
  command = plan
  variables {
    instance_class = "db.t2.micro"
  }
  expect_failures = [var.instance_class]
}

run "accepts_a_large_disk" {
  command = plan
  variables {
    allocated_storage_gib = 32768
  }
}

run "rejects_a_disk_that_is_too_small" {
  command = plan
  variables {
    allocated_storage_gib = 10
  }
  expect_failures = [var.allocated_storage_gib]
}

run "rejects_a_disk_with_a_fraction" {
  command = plan
  variables {
    allocated_storage_gib = 20.5
  }
  expect_failures = [var.allocated_storage_gib]
}

run "accepts_a_database_name_with_underscores" {
  command = plan
  variables {
    database_name = "checkout_v2"
  }
}

run "rejects_a_database_name_with_hyphens" {
  command = plan
  variables {
    database_name = "checkout-v2"
  }
  expect_failures = [var.database_name]
}

run "rejects_a_database_that_the_engine_uses" {
  command = plan
  variables {
    database_name = "postgres"
  }
  expect_failures = [var.database_name]
}

run "accepts_the_longest_backup" {
  command = plan
  variables {
    backup_retention_days = 35
  }
}

run "rejects_no_backup" {
  command = plan
  variables {
    backup_retention_days = 0
  }
  expect_failures = [var.backup_retention_days]
}

run "accepts_a_throw_away_database" {
  command = plan
  variables {
    skip_final_snapshot = true
    deletion_protection = false
  }
}

run "rejects_losing_the_data_of_a_protected_database" {
  command = plan
  variables {
    skip_final_snapshot = true
  }
  expect_failures = [var.skip_final_snapshot]
}

run "accepts_a_key_for_logs" {
  command = plan
  variables { logs_kms_key_arn = "arn:aws:kms:ap-northeast-2:111122223333:key/logs" }
}

run "rejects_an_alias_for_logs" {
  command = plan
  variables { logs_kms_key_arn = "arn:aws:kms:ap-northeast-2:111122223333:alias/logs" }
  expect_failures = [var.logs_kms_key_arn]
}
