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
    condition     = length(aws_subnet.this) == 3 * length(var.zones)
    error_message = "Every environment has all three tiers in each of its zones."
  }
}
