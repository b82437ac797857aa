mock_provider "aws" {
  mock_resource "aws_vpc" {
    defaults = { id = "vpc-0a1b2c3d4e5f60718" }
  }

  mock_resource "aws_route_table" {
    defaults = { id = "rtb-0a1b2c3d4e5f60718" }
  }

  mock_resource "aws_security_group" {
    defaults = { id = "sg-0a1b2c3d4e5f60718" }
  }

  mock_resource "aws_vpc_endpoint" {
    defaults = { prefix_list_id = "pl-78a54011" }
  }

  override_resource {
    target = aws_subnet.private["a"]
    values = { id = "subnet-0a1b2c3d4e5f60718" }
  }

  override_resource {
    target = aws_subnet.private["b"]
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
    condition     = output.secrets_security_group_id == "sg-0a1b2c3d4e5f60718" && output.s3_prefix_list_id == "pl-78a54011"
    error_message = "The complete example has an endpoint of each kind."
  }
}
