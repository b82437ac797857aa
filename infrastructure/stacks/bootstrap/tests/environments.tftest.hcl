mock_provider "aws" {
  source = "./tests/mocks"
}

# A mocked provider imports nothing by itself.
override_resource {
  target = aws_s3_bucket.state
}

override_resource {
  target = aws_dynamodb_table.lock
}

run "plans_with_the_environments_values" {
  command = plan

  assert {
    condition     = output.backend == { bucket = "${var.environment}-connectly", dynamodb_table = "${var.environment}-connectly-tf-lock" }
    error_message = "The names are those that every backend says."
  }
}
