mock_provider "aws" {}

variables {
  name        = "/ecs/checkout"
  kms_key_arn = "arn:aws:kms:ap-northeast-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"
}

run "encrypts_with_the_given_key" {
  command = plan

  assert {
    condition     = aws_cloudwatch_log_group.this.kms_key_id == var.kms_key_arn
    error_message = "Log events must be encrypted with the customer-managed key."
  }
}

run "keeps_logs_for_thirty_days_by_default" {
  command = plan

  assert {
    condition     = aws_cloudwatch_log_group.this.retention_in_days == 30
    error_message = "The default retention is bounded."
  }
}

run "passes_name_and_tags_on" {
  command = plan

  variables {
    tags = { Service = "checkout" }
  }

  assert {
    condition     = output.name == "/ecs/checkout" && aws_cloudwatch_log_group.this.tags["Service"] == "checkout"
    error_message = "Name and tags are the caller's."
  }
}
