mock_provider "aws" {}

variables {
  name        = "checkout-dev-events"
  kms_key_arn = "arn:aws:kms:ap-northeast-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"
}

run "encrypts_with_the_given_key" {
  command = plan

  assert {
    condition     = aws_sns_topic.this.kms_master_key_id == var.kms_key_arn
    error_message = "Messages must be encrypted with the customer-managed key."
  }
}

run "passes_name_and_tags_on" {
  command = plan

  variables {
    tags = { Service = "checkout" }
  }

  assert {
    condition     = aws_sns_topic.this.name == "checkout-dev-events" && aws_sns_topic.this.tags["Service"] == "checkout"
    error_message = "Name and tags are the caller's."
  }
}
