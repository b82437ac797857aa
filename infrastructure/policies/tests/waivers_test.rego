package platform.waivers_test

import data.main
import data.platform.waivers

november := time.parse_rfc3339_ns("2026-11-24T12:00:00Z")

log_group := {
	"address": "module.log_group.aws_cloudwatch_log_group.this",
	"type": "aws_cloudwatch_log_group",
	"name": "this",
	"mode": "managed",
	"change": {
		"actions": ["create"],
		"before": null,
		"after": {"retention_in_days": 30, "tags_all": {
			"Service": "checkout", "Owner": "payments", "Environment": "dev", "Repository": "connectly/checkout",
			"DataClassification": "internal", "ManagedBy": "terraform",
		}},
		"after_unknown": {},
	},
}

plan := {"resource_changes": [log_group], "configuration": {"root_module": {}}}

waiver := {
	"rule": "POL-001",
	"service": "checkout",
	"address": "module.log_group.**",
	"owner": "group:default/payments",
	"reason": "The key comes with the next release.",
	"expires": "2026-11-24",
}

# What the server says of the plan, whatever its tags say.
server := {"env": {
	"POLICY_REPOSITORY": "connectly/checkout",
	"POLICY_DIRECTORY": "terraform/dev",
	"POLICY_PROJECT": "checkout-dev",
	"POLICY_OWNER": "group:default/payments",
	"POLICY_CENTRAL": "https://github.com/connectly/platform.git",
}}

denied(all) := denied_on(server, all)

denied_on(told, all) := {denial.rule |
	some denial in main.deny with input as plan
		with data.waivers as all
		with time.now_ns as november
		with opa.runtime as told
}

# What is said of a waiver that is none.
faults(change) := faults_on(server, change)

faults_on(told, change) := faults_of(told, {"one": object.union(waiver, change)})

faults_of(told, all) := {denial.msg |
	some denial in main.deny with input as plan
		with data.waivers as all
		with time.now_ns as november
		with opa.runtime as told
	denial.rule == "waiver"
}

# A waiver for each address, named by its place: the rules are asked once for all of them, since a test has five seconds.
at(addresses) := {sprintf("w%d", [place]): object.union(waiver, {"address": address}) | some place, address in addresses}

warned(all) := {warning.msg |
	some warning in main.warn with input as plan
		with data.waivers as all
		with time.now_ns as november
		with opa.runtime as server
}

test_without_a_waiver_it_is_denied if denied({}) == {"POL-001"}

test_a_waiver_holds_to_the_end_of_its_day if denied({"one": waiver}) == set()

test_what_is_waived_is_still_said if {
	warnings := main.warn with input as plan
		with data.waivers as {"one": waiver}
		with time.now_ns as november
		with opa.runtime as server
	some warning in warnings
	warning.waiver == "one"
}

test_an_expired_waiver_fails_by_itself_and_lets_nothing_through if {
	denied({"one": object.union(waiver, {"expires": "2026-11-23"})}) == {"POL-001", "waiver"}
}

test_another_services_waiver_does_not_help if {
	denied({"one": object.union(waiver, {"service": "storefront"})}) == {"POL-001"}
}

test_another_services_expired_waiver_does_not_hurt if {
	denied({"one": waiver, "two": object.union(waiver, {"service": "storefront", "expires": "2020-01-01"})}) == set()
}

test_a_plan_that_calls_itself_another_service_gets_none_of_its_waivers if {
	told := {"env": object.union(server.env, {"POLICY_REPOSITORY": "connectly/storefront"})}
	denied_on(told, {"one": waiver}) == {"POL-001"}
}

test_without_a_word_of_the_server_no_waiver_holds if denied_on({"env": {}}, {"one": waiver}) == {"POL-001"}

test_a_waiver_of_an_environment_holds_there_only if {
	denied({"one": object.union(waiver, {"environment": "dev"})}) == set()
	denied({"one": object.union(waiver, {"environment": "prod"})}) == {"POL-001"}
}

test_a_service_named_like_a_stack_does_not_get_its_waivers if {
	told := {"env": object.union(server.env, {"POLICY_REPOSITORY": "connectly/kms"})}
	denied_on(told, {"one": object.union(waiver, {"service": "stacks/kms"})}) == {"POL-001"}
}

test_a_stack_has_waivers_too if {
	told := {"env": object.union(server.env, {
		"POLICY_REPOSITORY": "connectly/platform", "POLICY_DIRECTORY": "infrastructure/stacks/kms", "POLICY_PROJECT": "kms-dev",
	})}
	denied_on(told, {"one": object.union(waiver, {"service": "stacks/kms", "owner": "group:default/platform"})}) == set()
	denied_on(told, {"one": object.union(waiver, {"service": "stacks/kms"})}) == {"POL-001", "waiver"}
}

test_another_rules_waiver_does_not_help if {
	denied({"one": object.union(waiver, {"rule": "POL-002"})}) == {"POL-001"}
}

test_another_address_is_not_covered if {
	denied({"one": object.union(waiver, {"address": "module.other.**"})}) == {"POL-001"}
}

test_a_star_does_not_cross_a_module if {
	denied({"one": object.union(waiver, {"address": "module.*.aws_cloudwatch_log_group.*"})}) == set()
	denied({"one": object.union(waiver, {"address": "*.aws_cloudwatch_log_group.*"})}) == {"POL-001"}
}

test_an_address_that_names_nothing_whole_is_none if {
	all := at([
		"*", "**", "**s**", "*.*", "**.*", "m**", "module.**", "module.*", "module.log**", "module.log_group**", "aws_**", "aws_cloudwatch*.**",
		"*_group.this", "**.this", "provider.*", "provider**", " ** ",
	])
	denied(all) == {"POL-001", "waiver"}
	said := faults_of(server, all)
	every name, each in all {
		some message in said
		startswith(message, sprintf("waiver %s: its address %s names", [name, each.address]))
	}
}

test_what_a_pattern_knows_besides_asterisks_is_none if {
	all := at([
		"{**,module.log_group.x}", "module.[a-z]*.**", "module.log_group.[!x]*", "module.log_group.??*", `module.log_group\[0-9]**`,
		`module.log_group["a"].**`,
	])
	denied(all) == {"POL-001", "waiver"}
	said := faults_of(server, all)
	every name, _ in all {
		some message in said
		startswith(message, sprintf("waiver %s: ", [name]))
		contains(message, "backslash")
	}
}

test_an_address_that_names_a_module_a_provider_or_a_type_is_taken if {
	faults_of(server, at([
		"module.log_group.**", "module.log_group", "**.module.log_group.**", "aws_cloudwatch_log_group.*", "module.*.aws_cloudwatch_log_group.this",
		`module.log_group\["a.b"\].**`, `**.aws_lb.this\[0\]`, "data.aws_iam_policy_document.this", "terraform_data.*", "provider.aws",
		"provider.aws.virginia", "provider.module.log_group:aws", "module.a-b_c.**",
	])) == set()
}

test_a_waiver_with_a_bad_address_stops_its_service_alone if {
	denied({"one": waiver, "two": object.union(waiver, {"service": "storefront", "address": "**"})}) == set()
	denied({"one": waiver, "two": object.union(object.remove(waiver, ["service"]), {"address": "**"})}) == {"waiver"}
}

test_a_waiver_of_a_team_that_does_not_own_the_service_is_none if {
	denied({"one": object.union(waiver, {"owner": "group:default/growth"})}) == {"POL-001", "waiver"}
	faults({"owner": "group:default/growth"}) == {concat("", [
		"waiver one: its owner is group:default/growth, and checkout belongs to group:default/payments. ",
		"Fix: in infrastructure/policies/waivers/one.yaml, the owner is group:default/payments or group:default/platform",
	])}
}

test_the_platform_team_may_answer_for_any_service if {
	denied({"one": object.union(waiver, {"owner": "group:default/platform"})}) == set()
}

test_a_service_without_a_registration_has_no_owner if {
	every told in [
		{"env": object.remove(server.env, ["POLICY_OWNER"])},
		{"env": object.union(server.env, {"POLICY_OWNER": " "})},
	] {
		denied_on(told, {"one": waiver}) == {"POL-001", "waiver"}
		some message in faults_on(told, {})
		contains(message, "checkout is not registered")
		denied_on(told, {"one": object.union(waiver, {"owner": "group:default/platform"})}) == set()
	}
}

test_whose_another_services_waiver_is_does_not_matter_here if {
	denied({"one": waiver, "two": object.union(waiver, {"service": "storefront", "owner": "group:default/growth"})}) == set()
}

test_two_waivers_of_the_same_hold_as_one if {
	denied({"one": waiver, "two": waiver}) == set()
}

test_a_waiver_that_covers_nothing_is_told if {
	other := object.union(waiver, {"address": "module.other.**", "rule": "POL-003"})
	warned({"one": waiver, "other": other}) == {
		"POL-001 module.log_group.aws_cloudwatch_log_group.this: waived by one until 2026-11-24",
		"waiver other covers nothing in this plan. Where POL-003 is met without it, remove infrastructure/policies/waivers/other.yaml",
	}
}

test_only_where_it_would_hold_a_waiver_is_told_to_cover_nothing if {
	other := object.union(waiver, {"address": "module.other.**"})
	every change in [{"service": "storefront"}, {"environment": "prod"}, {"expires": "2026-11-23"}, {"owner": "group:default/growth"}] {
		warned({"one": waiver, "other": object.union(other, change)}) == {"POL-001 module.log_group.aws_cloudwatch_log_group.this: waived by one until 2026-11-24"}
	}
}

test_a_waiver_without_a_reason_is_none if {
	denied({"one": object.union(waiver, {"reason": " "})}) == {"POL-001", "waiver"}
}

test_a_waiver_without_an_owner_is_none if {
	denied({"one": object.remove(waiver, ["owner"])}) == {"POL-001", "waiver"}
}

test_a_waiver_of_half_a_year_holds if {
	denied({"one": object.union(waiver, {"expires": "2027-05-22"})}) == set()
}

test_a_longer_waiver_is_none if {
	denied({"one": object.union(waiver, {"expires": "2027-05-23"})}) == {"POL-001", "waiver"}
}

test_a_waiver_of_a_rule_that_there_is_not_fails if {
	denied({"one": waiver, "two": object.union(waiver, {"rule": "POL-999"})}) == {"waiver"}
}

test_an_environment_that_there_is_not_fails if {
	denied({"one": object.union(waiver, {"environment": "production"})}) == {"POL-001", "waiver"}
}

test_a_date_that_is_none_fails if {
	denied({"one": object.union(waiver, {"expires": "soon"})}) == {"POL-001", "waiver"}
}

test_every_rule_says_what_it_is if {
	every slug, package_ in data.platform.rules {
		regex.match(`^POL-\d{3}$`, package_.rule.id)
		package_.rule.severity in {"high", "medium", "low"}
		every field in ["title", "why", "fix"] {
			package_.rule[field] != ""
		}
		slug != ""
	}
}

test_no_two_rules_share_a_number if {
	count({package_.rule.id | some package_ in data.platform.rules}) == count(data.platform.rules)
}

test_another_services_waiver_that_is_none_does_not_hurt if {
	denied({"one": waiver, "two": object.union(object.remove(waiver, ["reason"]), {"service": "storefront"})}) == set()
}

test_a_waiver_that_is_nobodys_stops_everybody if {
	every of in [object.remove(waiver, ["service"]), object.union(waiver, {"service": " "}), "checkout"] {
		denied({"one": waiver, "two": of}) == {"waiver"}
	}
}
