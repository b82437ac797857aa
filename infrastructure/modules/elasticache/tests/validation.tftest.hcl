mock_provider "aws" {
  mock_resource "aws_security_group" {
    defaults = { id = "sg-0a1b2c3d4e5f60719" }
  }

  mock_resource "aws_elasticache_user" {
    defaults = { arn = "arn:aws:elasticache:ap-northeast-2:111122223333:user:checkout-dev-app" }
  }

  mock_resource "aws_elasticache_replication_group" {
    defaults = { arn = "arn:aws:elasticache:ap-northeast-2:111122223333:replicationgroup:checkout-dev" }
  }
}

variables {
  name             = "checkout-dev"
  vpc_id           = "vpc-0a1b2c3d4e5f60718"
  subnet_ids       = ["subnet-0a1b2c3d4e5f60718", "subnet-0a1b2c3d4e5f60719"]
  kms_key_arn      = "arn:aws:kms:ap-northeast-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"
  logs_kms_key_arn = "arn:aws:kms:ap-northeast-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ac"
}

run "accepts_the_longest_name" {
  command = plan
  variables { name = "a123456789-123456789-1234567" }
}

run "rejects_a_name_that_is_too_long" {
  command = plan
  variables { name = "a123456789-123456789-12345678" }
  expect_failures = [var.name]
}

run "rejects_two_hyphens_in_a_row" {
  command = plan
  variables { name = "checkout--dev" }
  expect_failures = [var.name]
}

run "accepts_redis" {
  command = plan
  variables { engine = "redis" }
}

run "rejects_memcached" {
  command = plan
  variables { engine = "memcached" }
  expect_failures = [var.engine]
}

run "accepts_an_old_short_vpc_id" {
  command = plan
  variables { vpc_id = "vpc-1a2b3c4d" }
}

run "rejects_a_subnet_as_vpc" {
  command = plan
  variables { vpc_id = "subnet-0a1b2c3d4e5f60718" }
  expect_failures = [var.vpc_id]
}

run "accepts_three_subnets" {
  command = plan
  variables { subnet_ids = ["subnet-0a", "subnet-0b", "subnet-0c"] }
}

run "rejects_one_subnet" {
  command = plan
  variables { subnet_ids = ["subnet-0a"] }
  expect_failures = [var.subnet_ids]
}

run "rejects_zones_as_subnets" {
  command = plan
  variables { subnet_ids = ["ap-northeast-2a", "ap-northeast-2b"] }
  expect_failures = [var.subnet_ids]
}

run "accepts_a_multi_region_key" {
  command = plan
  variables { kms_key_arn = "arn:aws:kms:ap-northeast-2:111122223333:key/mrk-1234abcd12ab34cd56ef1234567890ab" }
}

run "rejects_a_key_alias" {
  command = plan
  variables { kms_key_arn = "arn:aws:kms:ap-northeast-2:111122223333:alias/cache" }
  expect_failures = [var.kms_key_arn]
}

run "accepts_a_multi_region_key_for_logs" {
  command = plan
  variables { logs_kms_key_arn = "arn:aws:kms:ap-northeast-2:111122223333:key/mrk-1234abcd12ab34cd56ef1234567890ab" }
}

run "rejects_a_key_alias_for_logs" {
  command = plan
  variables { logs_kms_key_arn = "arn:aws:kms:ap-northeast-2:111122223333:alias/logs" }
  expect_failures = [var.logs_kms_key_arn]
}

run "accepts_a_user_that_reads" {
  command = plan
  variables { users = { report = "on ~report:* +@read" } }
}

run "rejects_no_user" {
  command = plan
  variables { users = {} }
  expect_failures = [var.users]
}

run "rejects_a_user_named_default" {
  command = plan
  variables { users = { default = "on ~* +@read" } }
  expect_failures = [var.users]
}

run "rejects_a_user_with_hyphens" {
  command = plan
  variables { users = { my-app = "on ~* +@read" } }
  expect_failures = [var.users]
}

run "rejects_a_user_that_is_off" {
  command = plan
  variables { users = { app = "off" } }
  expect_failures = [var.users]
}

run "accepts_everything_but_danger" {
  command = plan
  variables { users = { app = "on ~* +@all -@dangerous" } }
}

run "rejects_every_command" {
  command = plan
  variables { users = { app = "on ~* +@all" } }
  expect_failures = [var.users]
}

run "rejects_taking_danger_away_before_giving_it" {
  command = plan
  variables { users = { app = "on ~* -@dangerous +@all" } }
  expect_failures = [var.users]
}

run "rejects_dangerous_commands" {
  command = plan
  variables { users = { app = "on ~* +@read +@dangerous" } }
  expect_failures = [var.users]
}

run "rejects_a_password" {
  command = plan
  variables { users = { app = "on >correct-horse-battery ~* +@read" } }
  expect_failures = [var.users]
}

run "rejects_a_user_without_a_password" {
  command = plan
  variables { users = { app = "on nopass ~* +@read" } }
  expect_failures = [var.users]
}

run "accepts_a_client" {
  command = plan
  variables { allowed_security_group_ids = { service = "sg-0a1b2c3d4e5f60718" } }
}

run "rejects_a_block_as_client" {
  command = plan
  variables { allowed_security_group_ids = { service = "10.0.0.0/8" } }
  expect_failures = [var.allowed_security_group_ids]
}

run "accepts_a_larger_type" {
  command = plan
  variables { node_type = "cache.r7g.xlarge" }
}

run "rejects_a_class_of_rds" {
  command = plan
  variables { node_type = "db.t4g.micro" }
  expect_failures = [var.node_type]
}

run "rejects_an_old_generation" {
  command = plan
  variables { node_type = "cache.t2.micro" }
  expect_failures = [var.node_type]
}

run "accepts_five_replicas" {
  command = plan
  variables { replicas = 5 }
}

run "rejects_six_replicas" {
  command = plan
  variables { replicas = 6 }
  expect_failures = [var.replicas]
}

run "rejects_half_a_replica" {
  command = plan
  variables { replicas = 0.5 }
  expect_failures = [var.replicas]
}

run "accepts_the_longest_snapshots" {
  command = plan
  variables { snapshot_retention_days = 35 }
}

run "rejects_no_snapshots" {
  command = plan
  variables { snapshot_retention_days = 0 }
  expect_failures = [var.snapshot_retention_days]
}

run "accepts_a_random_password" {
  command = plan
  variables { passwords = { app = "abcdefghijklmnopqrstuvwxyz0123456789" } }
}

run "rejects_a_short_password" {
  command = plan
  variables { passwords = { app = "abcdefghijklmnopqrstuvwxyz01234" } }
  expect_failures = [var.passwords]
}

run "rejects_a_password_of_nobody" {
  command = plan
  variables { passwords = { portal = "abcdefghijklmnopqrstuvwxyz0123456789" } }
  expect_failures = [var.passwords]
}
