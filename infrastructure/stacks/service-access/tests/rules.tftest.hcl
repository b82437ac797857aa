mock_provider "aws" {
  source = "./tests/mocks"
}

override_module {
  target = module.bootstrap
  outputs = {
    values = { state_bucket = "dev-connectly", lock_table = "dev-connectly-tf-lock" }
  }
}

override_module {
  target = module.kms
  outputs = {
    values = { terraform_state_key_arn = "arn:aws:kms:ap-northeast-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab" }
  }
}

run "accepts_no_registration_at_all" {
  command = apply
  variables { registrations = "tests/fixtures/none" }

  assert {
    condition     = length(aws_iam_role.plan) == 0 && keys(output.parameter_names) == ["apply_role_arn_platform", "boundary_arn", "plan_role_arn_platform", "plan_role_arn_unregistered"]
    error_message = "Without services there are no roles but the platform's own."
  }
}

run "rejects_a_service_with_the_name_of_the_central_roles" {
  command = plan
  variables { registrations = "tests/fixtures/reserved" }
  expect_failures = [terraform_data.registrations]
}

run "rejects_a_service_with_the_name_of_a_databases_administrator" {
  command = plan
  variables { registrations = "tests/fixtures/administrator" }
  expect_failures = [terraform_data.registrations]
}

run "rejects_an_absolute_path" {
  command = plan
  variables { registrations = "/etc" }
  expect_failures = [var.registrations]
}

run "rejects_a_name_for_an_account" {
  command = plan
  variables { atlantis_account_id = "production" }
  expect_failures = [var.atlantis_account_id]
}

run "accepts_another_account" {
  command = plan
  variables { atlantis_account_id = "555566667777" }

  assert {
    condition     = strcontains(local.trust, "arn:aws:iam::555566667777:role/atlantis-task")
    error_message = "The trust follows the account in which Atlantis runs."
  }
}

run "rejects_a_name_that_is_not_its_files" {
  command = plan
  variables { registrations = "tests/fixtures/misnamed" }
  expect_failures = [terraform_data.registrations]
}

run "rejects_a_name_that_another_services_names_would_cover" {
  command = plan
  variables { registrations = "tests/fixtures/colliding" }
  expect_failures = [terraform_data.registrations]
}

run "rejects_a_service_with_the_name_of_a_stack" {
  command = plan
  variables { registrations = "tests/fixtures/stack" }
  expect_failures = [terraform_data.registrations]
}
