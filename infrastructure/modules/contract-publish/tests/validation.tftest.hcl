mock_provider "aws" {}

variables {
  stack = "network"
}

run "accepts_a_stack_with_hyphens" {
  command = plan
  variables { stack = "load-balancer" }
}

run "rejects_a_stack_with_a_slash" {
  command = plan
  variables { stack = "network/prod" }
  expect_failures = [var.stack]
}

run "accepts_a_name_with_underscores" {
  command = plan
  variables { values = { vpc_id = "vpc-1" } }
}

run "rejects_a_name_with_hyphens" {
  command = plan
  variables { values = { vpc-id = "vpc-1" } }
  expect_failures = [var.values]
}

run "accepts_the_longest_value" {
  command = plan
  variables { values = { text = format("%04096d", 0) } }
}

run "rejects_an_empty_value" {
  command = plan
  variables { values = { vpc_id = "" } }
  expect_failures = [var.values]
}

run "rejects_a_value_longer_than_a_standard_parameter" {
  command = plan
  variables { values = { text = format("%04097d", 0) } }
  expect_failures = [var.values]
}

run "rejects_a_list_name_with_capitals" {
  command = plan
  variables { list_values = { SubnetIds = ["subnet-1"] } }
  expect_failures = [var.list_values]
}

run "accepts_a_list_with_one_element" {
  command = plan
  variables { list_values = { subnet_ids = ["subnet-1"] } }
}

run "rejects_an_empty_list" {
  command = plan
  variables { list_values = { subnet_ids = [] } }
  expect_failures = [var.list_values]
}

run "rejects_an_element_with_a_comma" {
  command = plan
  variables { list_values = { subnet_ids = ["subnet-1,subnet-2"] } }
  expect_failures = [var.list_values]
}

run "rejects_one_name_for_a_value_and_a_list" {
  command = plan
  variables {
    values      = { subnet_ids = "subnet-1" }
    list_values = { subnet_ids = ["subnet-1"] }
  }
  expect_failures = [var.list_values]
}
