variables {
  service     = "checkout"
  owner       = "group:default/payments"
  environment = "dev"
  repository  = "connectly/checkout"
}

run "accepts_a_service_with_digits_and_hyphens" {
  command = plan
  variables { service = "order-api-2" }
}

run "rejects_a_service_with_capitals" {
  command = plan
  variables { service = "Checkout" }
  expect_failures = [var.service]
}

run "rejects_a_service_that_ends_in_a_hyphen" {
  command = plan
  variables { service = "checkout-" }
  expect_failures = [var.service]
}

run "accepts_an_owner_by_short_name" {
  command = plan
  variables { owner = "payments" }
}

run "rejects_an_owner_who_is_a_person" {
  command = plan
  variables { owner = "user:default/mina" }
  expect_failures = [var.owner]
}

run "accepts_the_environment_stg" {
  command = plan
  variables { environment = "stg" }
}

run "rejects_an_unknown_environment" {
  command = plan
  variables { environment = "production" }
  expect_failures = [var.environment]
}

run "accepts_a_repository_with_dots" {
  command = plan
  variables { repository = "connectly/checkout.api" }
}

run "rejects_a_repository_url" {
  command = plan
  variables { repository = "https://github.com/connectly/checkout" }
  expect_failures = [var.repository]
}

run "accepts_a_tag_of_the_callers_own" {
  command = plan
  variables { tags = { Product = "storefront" } }
}

run "rejects_tags_that_aws_reserves" {
  command = plan
  variables { tags = { "AWS:owner" = "me" } }
  expect_failures = [var.tags]
}

run "accepts_a_cost_centre" {
  command = plan
  variables { cost_center = "FIN-07" }
}

run "rejects_a_cost_centre_by_name" {
  command = plan
  variables { cost_center = "payments team" }
  expect_failures = [var.cost_center]
}

run "accepts_restricted_data" {
  command = plan
  variables { data_classification = "restricted" }
}

run "rejects_an_unknown_classification" {
  command = plan
  variables { data_classification = "secret" }
  expect_failures = [var.data_classification]
}
