mock_provider "aws" {
  mock_resource "aws_vpc" {
    defaults = { id = "vpc-0a1b2c3d4e5f60718" }
  }

  mock_resource "aws_security_group" {
    defaults = {
      id  = "sg-0a1b2c3d4e5f60718"
      arn = "arn:aws:ec2:ap-northeast-2:111122223333:security-group/sg-0a1b2c3d4e5f60718"
    }
  }
}

run "minimal_example_plans" {
  command = plan
  module { source = "./examples/minimal" }
}

run "complete_example_applies" {
  module { source = "./examples/complete" }

  assert {
    condition     = output.id == "sg-0a1b2c3d4e5f60718"
    error_message = "The complete example gives its group's id."
  }
}
