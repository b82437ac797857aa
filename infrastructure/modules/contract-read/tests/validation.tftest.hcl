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
  stack = "network"
}

run "accepts_a_stack_with_hyphens" {
  command = plan
  variables { stack = "load-balancer" }
}

run "rejects_a_stack_that_is_a_path" {
  command = plan
  variables { stack = "../secrets" }
  expect_failures = [var.stack]
}

run "accepts_names_with_underscores" {
  command = plan
  variables {
    values      = ["vpc_id"]
    list_values = ["data_subnet_ids"]
  }
}

run "rejects_a_value_name_with_a_slash" {
  command = plan
  variables { values = ["vpc/id"] }
  expect_failures = [var.values]
}

run "rejects_a_list_name_with_capitals" {
  command = plan
  variables { list_values = ["SubnetIds"] }
  expect_failures = [var.list_values]
}

run "rejects_one_name_as_value_and_list" {
  command = plan
  variables {
    values      = ["vpc_id"]
    list_values = ["vpc_id"]
  }
  expect_failures = [var.list_values]
}
