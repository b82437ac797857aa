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
	"POLICY_CENTRAL": "https://github.com/connectly/platform.git",
}}

denied(all) := denied_on(server, all)

denied_on(told, all) := {denial.rule |
	some denial in main.deny with input as plan
		with data.waivers as all
		with time.now_ns as november
		with opa.runtime as told
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
	denied_on(told, {"one": object.union(waiver, {"service": "stacks/kms"})}) == set()
}

test_another_rules_waiver_does_not_help if {
	denied({"one": object.union(waiver, {"rule": "POL-002"})}) == {"POL-001"}
}

test_another_address_is_not_covered if {
	denied({"one": object.union(waiver, {"address": "module.other.**"})}) == {"POL-001"}
}

test_a_star_does_not_cross_a_module if {
	denied({"one": object.union(waiver, {"address": "*"})}) == {"POL-001"}
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
	some of in [object.remove(waiver, ["service"]), object.union(waiver, {"service": " "}), "checkout"]
	denied({"one": waiver, "two": of}) == {"waiver"}
}
