mock_provider "aws" {
  source = "./tests/mocks"
}

run "plans_with_the_environments_values" {
  command = plan

  assert {
    condition     = length(aws_kms_key.this) == 6
    error_message = "Every environment has all six keys."
  }
}
