mock_provider "aws" {
  mock_data "aws_ssm_parameter" {
    defaults = {
      type  = "StringList"
      value = "subnet-a,subnet-b"
    }
  }
}

run "minimal_example_plans" {
  command = plan
  module { source = "./examples/minimal" }

  assert {
    condition     = output.vpc_id != ""
    error_message = "The minimal example reads one value."
  }
}

run "complete_example_applies" {
  module { source = "./examples/complete" }

  assert {
    condition     = length(output.private_subnet_ids) == 2
    error_message = "The complete example reads a list."
  }
}
