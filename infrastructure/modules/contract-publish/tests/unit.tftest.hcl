mock_provider "aws" {}

variables {
  stack       = "network"
  values      = { vpc_id = "vpc-0a1b2c3d4e5f60718" }
  list_values = { private_subnet_ids = ["subnet-a", "subnet-b"] }
  tags        = { Service = "network" }
}

run "publishes_under_the_stacks_path" {
  command = plan

  assert {
    condition = output.parameter_names == {
      vpc_id             = "/platform/network/vpc_id"
      private_subnet_ids = "/platform/network/private_subnet_ids"
    }
    error_message = "Paths must be /platform/<stack>/<value>: readers build the same ones."
  }
}

run "publishes_lists_as_string_list" {
  command = plan

  assert {
    condition     = aws_ssm_parameter.list["private_subnet_ids"].type == "StringList"
    error_message = "A list must be a StringList."
  }

  assert {
    condition     = aws_ssm_parameter.list["private_subnet_ids"].insecure_value == "subnet-a,subnet-b"
    error_message = "A list keeps its order and is separated by commas."
  }
}

run "shows_values_in_plans_when_they_are_not_encrypted" {
  command = plan

  assert {
    condition     = aws_ssm_parameter.value["vpc_id"].type == "String" && aws_ssm_parameter.value["vpc_id"].insecure_value == "vpc-0a1b2c3d4e5f60718"
    error_message = "Without a key the value is a plain string which a plan shows."
  }
}

run "encrypts_values_with_the_given_key" {
  command = plan

  variables {
    kms_key_id = "alias/contracts"
  }

  assert {
    condition     = aws_ssm_parameter.value["vpc_id"].type == "SecureString" && aws_ssm_parameter.value["vpc_id"].key_id == "alias/contracts"
    error_message = "With a key the value must be a SecureString under that key."
  }
}

run "tags_parameters_with_their_contract" {
  command = plan

  assert {
    condition     = aws_ssm_parameter.value["vpc_id"].tags == tomap({ Service = "network", Contract = "network" })
    error_message = "Parameters carry the caller's tags and the contract's name."
  }
}
