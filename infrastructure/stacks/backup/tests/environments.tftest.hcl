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

run "plans_with_the_environments_values" {
  command = plan

  assert {
    condition     = toset(keys(aws_backup_plan.this)) == toset(["critical", "standard", "development"])
    error_message = "Every environment has all three tiers."
  }

  assert {
    condition     = var.environment != "prod" || alltrue([for lock in concat(values(aws_backup_vault_lock_configuration.this), values(aws_backup_vault_lock_configuration.copy)) : lock.changeable_for_days == 14])
    error_message = "Production's locks cannot be taken back after two weeks."
  }
}
