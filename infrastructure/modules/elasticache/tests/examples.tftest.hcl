mock_provider "aws" {
  mock_resource "aws_vpc" {
    defaults = { id = "vpc-0a1b2c3d4e5f60718" }
  }

  mock_resource "aws_kms_key" {
    defaults = { arn = "arn:aws:kms:ap-northeast-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab" }
  }

  mock_resource "aws_security_group" {
    defaults = { id = "sg-0a1b2c3d4e5f60718" }
  }

  override_resource {
    target = aws_subnet.data["a"]
    values = { id = "subnet-0a1b2c3d4e5f60718" }
  }

  override_resource {
    target = aws_subnet.data["b"]
    values = { id = "subnet-0a1b2c3d4e5f60719" }
  }
}

run "minimal_example_plans" {
  command = plan
  module { source = "./examples/minimal" }
}

run "complete_example_applies" {
  module { source = "./examples/complete" }

  assert {
    condition     = output.report_user == "example-cache-report"
    error_message = "The reader signs in under a name of its own."
  }
}
