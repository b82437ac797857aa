mock_provider "aws" {
  source = "./tests/mocks"
}

override_module {
  target = module.bootstrap
  outputs = {
    values = { state_bucket = "dev-connectly", lock_table = "dev-connectly-tf-lock" }
  }
}

override_module {
  target = module.kms
  outputs = {
    values = { terraform_state_key_arn = "arn:aws:kms:ap-northeast-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab" }
  }
}

run "plans_with_the_environments_values" {
  command = plan

  assert {
    condition     = aws_iam_policy.boundary.name == "service-boundary"
    error_message = "Every environment has the boundary, registered services or not."
  }
}
