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

run "plans_with_the_environments_values" {
  command = plan

  assert {
    condition     = toset(keys(aws_iam_policy.connect)) == var.services
    error_message = "Every environment lets each service connect."
  }
}
