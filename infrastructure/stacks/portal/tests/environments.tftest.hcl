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
      amp_workspace_id   = "ws-0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9"
      alarm_topic_arn    = "arn:aws:sns:ap-northeast-2:111122223333:platform-alarm"
      critical_topic_arn = "arn:aws:sns:ap-northeast-2:111122223333:platform-critical"
    }
  }
}

override_module {
  target = module.finops
  outputs = {
    values = { athena_table = "platform_costs.usage", athena_workgroup = "platform-finops", report_bucket = "dev-connectly-costs" }
  }
}

override_module {
  target = module.atlantis
  outputs = {
    values = {
      api_secret_arn    = "arn:aws:secretsmanager:ap-northeast-2:111122223333:secret:platform/atlantis/api-AbCdEf"
      internal_url      = "http://server.atlantis.internal:4141"
      security_group_id = "sg-0a1b2c3d4e5f60719"
    }
  }
}

override_module {
  target = module.route53
  outputs = {
    values = { public_zone_id = "Z0123456789ABCDEFGHIJ" }
  }
}

override_module {
  target = module.logging
  outputs = {
    values = { access_logs_bucket = "dev-connectly-access-logs" }
  }
}

run "plans_with_the_environments_values" {
  command = plan

  assert {
    condition     = var.tasks.min >= 2
    error_message = "Every environment has at least two portals: they must get along with each other before prod."
  }
}
