package platform.pinned_modules_test

import data.platform.rules.pinned_modules

found(source, told) := count(findings) if {
	findings := pinned_modules.findings with input as {"configuration": {"root_module": {"module_calls": {"this": {"source": source}}}}}
		with opa.runtime as {"env": told}
}

release := "//infrastructure/modules/rds?ref=rds/v2.0.0"

own := sprintf("git::https://localhost:7443/connectly/platform.git%s", [release])

test_the_server_says_where_the_central_repository_lies if {
	found(own, {"POLICY_CENTRAL": "https://localhost:7443/connectly/platform.git"}) == 0
	found(own, {"POLICY_CENTRAL": "https://github.com/connectly/platform.git"}) == 1
	found(own, {}) == 1
}

test_without_its_word_the_settings_say_it if {
	found(sprintf("git::https://github.com/connectly/platform.git%s", [release]), {}) == 0
}

test_other_words_for_another_place_are_none_of_ours if {
	every source in [
		sprintf("git::https://github.com/connectly/platform.git/../../evil/platform.git%s", [release]),
		sprintf("git::https://github.com@evil.example/connectly/platform.git%s", [release]),
		sprintf("git::https://user:word@github.com/connectly/platform.git%s", [release]),
		sprintf("git::ssh://git@github.com/connectly/platform.git%s", [release]),
		sprintf("git::http://github.com/connectly/platform.git%s", [release]),
		sprintf("git::https://GITHUB.com.evil.example/connectly/platform.git%s", [release]),
		sprintf("git::https://github.com/connectly/platform.git%s&ref=main", [release]),
		"git::https://github.com/connectly/platform.git//infrastructure/modules/rds/../../../evil?ref=rds/v2.0.0",
		"git::https://github.com/connectly/platform.git//infrastructure/modules/rds?ref=alb/v2.0.0",
		"terraform-aws-modules/rds/aws",
		"/etc/modules/rds",
	] {
		found(source, {}) == 1
	}
}

test_a_module_of_its_own_stays_in_its_repository if {
	told := {"POLICY_DIRECTORY": "terraform/dev"}
	found("./queue", told) == 0
	found("../../modules/queue", told) == 0
	found("../../../other/modules/queue", told) == 1
	found("./a/../../../../other", told) == 1
}
