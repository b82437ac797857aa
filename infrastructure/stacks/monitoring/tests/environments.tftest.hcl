mock_provider "aws" {
  source = "./tests/mocks"
}

override_module {
  target = module.kms
  outputs = {
    values = {
      logs_key_arn = "arn:aws:kms:ap-northeast-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"
      sns_key_arn  = "arn:aws:kms:ap-northeast-2:111122223333:key/5678abcd-12ab-34cd-56ef-1234567890ab"
    }
  }
}

run "plans_with_the_environments_values" {
  command = plan

  assert {
    condition     = toset(keys(aws_sns_topic.this)) == toset(["alarm", "critical"]) && length(aws_chatbot_slack_channel_configuration.this) == 2
    error_message = "Every environment has both topics, each with its channel."
  }
}
