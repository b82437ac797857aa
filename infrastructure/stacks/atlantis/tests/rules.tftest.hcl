mock_provider "aws" {
  source = "./tests/mocks"
}

override_module {
  target = module.network
  outputs = {
    values = { vpc_id = "vpc-0a1b2c3d4e5f60718" }
    list_values = {
      public_subnet_ids  = ["subnet-0a1b2c3d4e5f60711", "subnet-0a1b2c3d4e5f60712"]
      private_subnet_ids = ["subnet-0a1b2c3d4e5f60713", "subnet-0a1b2c3d4e5f60714"]
      data_subnet_ids    = ["subnet-0a1b2c3d4e5f60715", "subnet-0a1b2c3d4e5f60716"]
    }
  }
}

override_module {
  target = module.kms
  outputs = {
    values = {
      ecr_key_arn     = "arn:aws:kms:ap-northeast-2:111122223333:key/1234abcd-12ab-34cd-56ef-000000000001"
      logs_key_arn    = "arn:aws:kms:ap-northeast-2:111122223333:key/1234abcd-12ab-34cd-56ef-000000000002"
      rds_key_arn     = "arn:aws:kms:ap-northeast-2:111122223333:key/1234abcd-12ab-34cd-56ef-000000000003"
      secrets_key_arn = "arn:aws:kms:ap-northeast-2:111122223333:key/1234abcd-12ab-34cd-56ef-000000000004"
    }
  }
}

override_module {
  target = module.cluster
  outputs = {
    values = { cluster_arn = "arn:aws:ecs:ap-northeast-2:111122223333:cluster/platform", cluster_name = "platform" }
  }
}

override_module {
  target = module.balancer
  outputs = {
    values = {
      access_logs_bucket = "dev-connectly-load-balancer-logs"
      certificate_arn    = "arn:aws:acm:ap-northeast-2:111122223333:certificate/1234abcd-12ab-34cd-56ef-1234567890ab"
      web_acl_arn        = "arn:aws:wafv2:ap-northeast-2:111122223333:regional/webacl/platform/1234abcd-12ab-34cd-56ef-1234567890ab"
    }
  }
}

override_module {
  target = module.monitoring
  outputs = {
    values = {
      alarm_topic_arn    = "arn:aws:sns:ap-northeast-2:111122223333:platform-alarm"
      alarm_topic_arn    = "arn:aws:sns:ap-northeast-2:111122223333:platform-alarm"
      critical_topic_arn = "arn:aws:sns:ap-northeast-2:111122223333:platform-critical"
    }
  }
}

override_module {
  target = module.route53
  outputs = {
    values = { public_zone_id = "Z0123456789ABCDEFGHIJ" }
  }
}

run "accepts_another_image_of_the_same_release" {
  command = plan
  variables { image_tag = "0.47.1-12" }
}

run "rejects_a_moving_tag" {
  command = plan
  variables { image_tag = "latest" }
  expect_failures = [var.image_tag]
}

run "accepts_a_large_task" {
  command = plan
  variables { size = { cpu = 4096, memory_mib = 8192 } }
}

run "rejects_a_cpu_that_fargate_does_not_offer" {
  command = plan
  variables { size = { cpu = 1000, memory_mib = 4096 } }
  expect_failures = [var.size]
}

run "rejects_too_little_memory" {
  command = plan
  variables { size = { cpu = 1024, memory_mib = 1024 } }
  expect_failures = [var.size]
}

run "rejects_no_account" {
  command = plan
  variables { account_ids = {} }
  expect_failures = [var.account_ids]
}

run "rejects_an_account_by_name" {
  command = plan
  variables { account_ids = { dev = "development" } }
  expect_failures = [var.account_ids]
}

run "rejects_an_environment_that_does_not_exist" {
  command = plan
  variables { account_ids = { qa = "111122223333" } }
  expect_failures = [var.account_ids]
}

run "accepts_a_forge_of_ones_own" {
  command = plan
  variables { forge = { host = "git.connectly.example", app_id = 7 } }
}

run "rejects_an_address_for_a_host" {
  command = plan
  variables { forge = { host = "https://github.com", app_id = 7 } }
  expect_failures = [var.forge]
}

run "rejects_a_sign_in_without_tls" {
  command = plan
  variables {
    sign_in = {
      issuer                 = "http://login.connectly.example"
      authorization_endpoint = "https://login.connectly.example/authorize"
      token_endpoint         = "https://login.connectly.example/token"
      user_info_endpoint     = "https://login.connectly.example/userinfo"
      client_id              = "atlantis"
    }
  }
  expect_failures = [var.sign_in]
}

run "accepts_every_six_hours" {
  command = plan
  variables { drift_schedule = "rate(6 hours)" }
}

run "rejects_a_bare_time" {
  command = plan
  variables { drift_schedule = "05:00" }
  expect_failures = [var.drift_schedule]
}

run "rejects_a_month_of_logs_in_prod" {
  command = plan
  variables {
    environment         = "prod"
    deletion_protection = true
    log_retention_days  = 30
  }
  expect_failures = [var.log_retention_days]
}

run "rejects_an_unprotected_balancer_in_prod" {
  command = plan
  variables {
    environment         = "prod"
    deletion_protection = false
    log_retention_days  = 365
  }
  expect_failures = [var.deletion_protection]
}
