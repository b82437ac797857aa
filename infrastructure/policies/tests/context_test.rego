package platform.context_test

import data.platform.context

environment(repository, directory, project) := name if {
	name := context.environment with opa.runtime as {"env": {
		"POLICY_REPOSITORY": repository,
		"POLICY_DIRECTORY": directory,
		"POLICY_PROJECT": project,
		"POLICY_CENTRAL": "https://localhost:7443/connectly/platform.git",
	}}
}

test_a_service_is_planned_where_directory_and_project_say_so if {
	environment("connectly/checkout", "terraform/dev", "checkout-dev") == "dev"
	environment("connectly/checkout", "terraform/stg", "checkout-stg") == "stg"
	environment("connectly/checkout", "terraform/prod", "checkout-prod") == "prod"
}

test_a_project_that_is_named_otherwise_is_production if {
	environment("connectly/checkout", "terraform/prod", "checkout-dev") == "prod"
	environment("connectly/checkout", "terraform/dev", "checkout-prod") == "prod"
	environment("connectly/checkout", "terraform/dev", "ledger-dev") == "prod"
	environment("connectly/checkout", "terraform/dev", "dev") == "prod"
	environment("connectly/checkout", "terraform/dev", "") == "prod"
	environment("connectly/checkout", "", "checkout-dev") == "prod"
	environment("checkout", "terraform/dev", "checkout-dev") == "prod"
}

test_a_stack_is_planned_where_its_project_says_so if {
	environment("connectly/platform", "infrastructure/stacks/kms", "kms-stg") == "stg"
	environment("connectly/platform", "infrastructure/stacks/kms", "kms-prod") == "prod"
	environment("connectly/platform", "infrastructure/stacks/kms", "network-stg") == "prod"
	environment("connectly/platform", "elsewhere/dev", "platform-dev") == "prod"
	environment("connectly/platform", "infrastructure/stacks/", "-dev") == "prod"
}

test_without_a_word_of_the_server_it_is_production if {
	context.environment == "prod" with opa.runtime as {"env": {}}
	context.service == "" with opa.runtime as {"env": {}}
	not context.is_known with opa.runtime as {"env": {}}
}

test_production_is_known_when_it_is_said if {
	context.is_known with opa.runtime as {"env": {
		"POLICY_REPOSITORY": "connectly/checkout", "POLICY_DIRECTORY": "terraform/prod", "POLICY_PROJECT": "checkout-prod",
	}}
}
