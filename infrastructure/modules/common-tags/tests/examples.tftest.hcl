run "minimal_example_plans" {
  command = plan
  module { source = "./examples/minimal" }

  assert {
    condition     = output.tags["Environment"] == "dev"
    error_message = "The minimal example must tag for dev."
  }
}

run "complete_example_plans" {
  command = plan
  module { source = "./examples/complete" }

  assert {
    condition     = output.tags["Product"] == "storefront"
    error_message = "The complete example must keep its own tag."
  }
}
