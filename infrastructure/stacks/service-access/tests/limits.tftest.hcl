# The longest name of a service, environment and organisation that the rules allow: what IAM refuses is not found in an account first.
mock_provider "aws" {
  source = "./tests/mocks"
}

override_module {
  target = module.bootstrap
  outputs = {
    values = { state_bucket = "prod-a-name-of-thirty-two-letters-org", lock_table = "prod-a-name-of-thirty-two-letters-org-tf-lock" }
  }
}

override_module {
  target = module.kms
  outputs = {
    values = { terraform_state_key_arn = "arn:aws:kms:ap-northeast-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab" }
  }
}

variables {
  environment   = "prod"
  organisation  = "a-name-of-thirty-two-letters-org"
  domain        = "production.a-name-of-thirty-two-letters-org.example"
  registrations = "tests/fixtures/longest"
}

run "fits_what_iam_takes_with_the_longest_names" {
  command = plan

  assert {
    condition     = keys(aws_iam_role.apply) == ["a-name-of-forty-letters-is-what-fits-her"] && length(one(keys(aws_iam_role.apply))) == 40 && length(var.organisation) == 32
    error_message = "These are the longest that a registration and organisation may have."
  }

  assert {
    condition     = alltrue([for policy in concat(values(aws_iam_role_policy.plan), values(aws_iam_role_policy.apply), values(aws_iam_role_policy.platform)) : length(policy.policy) < 10240])
    error_message = "IAM refuses inline policies above 10,240 characters: ${join(", ", [for policy in concat(values(aws_iam_role_policy.plan), values(aws_iam_role_policy.apply), values(aws_iam_role_policy.platform)) : "${policy.role} has ${length(policy.policy)}"])}."
  }

  assert {
    condition     = alltrue([for policy in concat([aws_iam_policy.boundary], values(aws_iam_policy.apply), values(aws_iam_policy.platform)) : length(policy.policy) < 6144])
    error_message = "IAM refuses managed policies above 6,144 characters: ${join(", ", [for policy in concat([aws_iam_policy.boundary], values(aws_iam_policy.apply), values(aws_iam_policy.platform)) : "${policy.name} has ${length(policy.policy)}"])}."
  }
}
