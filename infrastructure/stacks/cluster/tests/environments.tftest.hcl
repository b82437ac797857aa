mock_provider "aws" {
  source = "./tests/mocks"
}

override_module {
  target = module.kms
  outputs = {
    values = { logs_key_arn = "arn:aws:kms:ap-northeast-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab" }
  }
}

run "plans_with_the_environments_values" {
  command = plan

  assert {
    condition     = aws_ecs_cluster.this.name == "platform"
    error_message = "Every environment has the one cluster, under the same name."
  }
}
