mock_provider "aws" {
  mock_resource "aws_kms_key" {
    defaults = { arn = "arn:aws:kms:ap-northeast-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab" }
  }

  mock_resource "aws_s3_bucket" {
    defaults = { id = "example-connectly-reports", arn = "arn:aws:s3:::example-connectly-reports" }
  }
}

run "minimal_example_plans" {
  command = plan
  module { source = "./examples/minimal" }
}

# Both buckets of the example have the same name to a mocked provider, which the module refuses for access logs.
run "complete_example_applies" {
  module { source = "./examples/complete" }

  override_module {
    target  = module.access_logs
    outputs = { name = "example-connectly-access-logs" }
  }

  assert {
    condition     = output.name == "example-connectly-reports"
    error_message = "The complete example gives its bucket's name."
  }

  assert {
    condition     = jsondecode(aws_iam_role_policy.reader.policy).Statement[1].Resource == ["arn:aws:s3:::example-connectly-reports/*"]
    error_message = "The reader of the example reads the objects of its bucket only."
  }
}
