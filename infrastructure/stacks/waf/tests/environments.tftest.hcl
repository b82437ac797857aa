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
    condition     = length([for rule in aws_wafv2_web_acl.this.rule : rule.name]) == 8
    error_message = "Every environment has the same rules, whatever they do."
  }
}
