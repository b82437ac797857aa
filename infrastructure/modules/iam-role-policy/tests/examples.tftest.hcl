mock_provider "aws" {
  mock_resource "aws_iam_policy" {
    defaults = { arn = "arn:aws:iam::111122223333:policy/example-boundary" }
  }
}

run "minimal_example_plans" {
  command = plan
  module { source = "./examples/minimal" }

  assert {
    condition     = output.role_name == "checkout-task"
    error_message = "The minimal example names its role."
  }
}

run "complete_example_applies" {
  module { source = "./examples/complete" }

  assert {
    condition     = output.role_arn != ""
    error_message = "The complete example gives its role's ARN."
  }
}
