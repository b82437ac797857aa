mock_provider "aws" {
  override_during = plan

  mock_data "aws_ssm_parameter" {
    defaults = {
      type  = "StringList"
      value = "subnet-a,subnet-b"
    }
  }
}

variables {
  stack       = "network"
  values      = ["vpc_id"]
  list_values = ["private_subnet_ids"]
}

run "reads_from_the_stacks_path" {
  command = plan

  assert {
    condition     = data.aws_ssm_parameter.value["vpc_id"].name == "/platform/network/vpc_id"
    error_message = "Paths must be those that contract-publish writes."
  }
}

run "splits_lists_in_order" {
  command = plan

  assert {
    condition     = output.list_values["private_subnet_ids"] == tolist(["subnet-a", "subnet-b"])
    error_message = "A StringList becomes a list in the published order."
  }
}

run "keeps_values_readable_in_plans" {
  command = plan

  assert {
    condition     = !issensitive(output.values["vpc_id"]) && !issensitive(output.list_values["private_subnet_ids"])
    error_message = "Contract values are identifiers: a reviewer must see them."
  }
}

run "reads_nothing_unless_asked" {
  command = plan

  variables {
    values      = []
    list_values = []
  }

  assert {
    condition     = length(output.values) + length(output.list_values) == 0
    error_message = "Only named values are read."
  }
}

run "refuses_to_read_a_single_value_as_a_list" {
  command = plan

  override_data {
    target = data.aws_ssm_parameter.list
    values = { type = "String", value = "vpc-1" }
  }

  expect_failures = [data.aws_ssm_parameter.list]
}
