mock_provider "aws" {
  source = "./tests/mocks"
}

override_module {
  target = module.kms
  outputs = {
    values = {
      secrets_key_arn = "arn:aws:kms:ap-northeast-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"
      logs_key_arn    = "arn:aws:kms:ap-northeast-2:111122223333:key/5678abcd-12ab-34cd-56ef-1234567890ab"
    }
  }
}

override_module {
  target = module.network
  outputs = {
    values      = { vpc_id = "vpc-0a1b2c3d4e5f60718" }
    list_values = { private_subnet_ids = ["subnet-0a1b2c3d4e5f60718", "subnet-0a1b2c3d4e5f60719"] }
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
    condition     = toset(keys(aws_secretsmanager_secret_rotation.this)) == toset(keys(var.secrets)) && length(var.secrets) > 0
    error_message = "Every secret of every environment rotates."
  }
}
