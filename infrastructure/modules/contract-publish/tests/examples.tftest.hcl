mock_provider "aws" {}

run "minimal_example_plans" {
  command = plan
  module { source = "./examples/minimal" }

  assert {
    condition     = output.parameter_names["cluster_name"] == "/platform/cluster/cluster_name"
    error_message = "The minimal example publishes one value."
  }
}

run "complete_example_applies" {
  module { source = "./examples/complete" }

  assert {
    condition     = length(output.parameter_names) == 2
    error_message = "The complete example publishes a value and a list."
  }
}
