package main_test

import data.main

# The most that a plan of a service has: a line each would bury what is to be done.
groups(count_) := [group |
	some number in numbers.range(1, count_)
	group := {
		"address": sprintf("aws_cloudwatch_log_group.n%02d", [number]),
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
]

plan(resources) := {"resource_changes": resources, "configuration": {"root_module": {}}}

denials(resources) := {denial | some denial in main.deny with input as plan(resources)}

said(resources) := [denial.msg | some denial in denials(resources)]

reason := "kms_key_id is not set. Fix: give the key of the contract kms that fits the kind of data, such as rds_key_arn"

test_one_place_stands_in_the_line if said(groups(1)) == [sprintf("POL-001 aws_cloudwatch_log_group.n01: %s", [reason])]

test_several_places_stand_below_it if {
	said(groups(2)) == [sprintf("POL-001 in 2 places: %s\n    aws_cloudwatch_log_group.n01\n    aws_cloudwatch_log_group.n02", [reason])]
}

test_ten_places_are_named_and_the_others_counted if {
	not contains(said(groups(10))[0], " more")
	lines := split(said(groups(12))[0], "\n")
	count(lines) == 12
	lines[0] == sprintf("POL-001 in 12 places: %s", [reason])
	lines[10] == "    aws_cloudwatch_log_group.n10"
	lines[11] == "    and 2 more"
}

test_all_of_them_are_told_to_programs if {
	some denial in denials(groups(12))
	count(denial.addresses) == 12
}

test_another_cause_is_another_finding if {
	for_ever := object.union(groups(1)[0], {"address": "aws_cloudwatch_log_group.for_ever", "change": {"after": {"kms_key_id": "a", "retention_in_days": 0}}})
	{denial.rule | some denial in denials(array.concat(groups(2), [for_ever]))} == {"POL-001"}
	{warning.rule | some warning in main.warn with input as plan([for_ever])} == {"POL-013"}
}

waivers := {"one": {
	"rule": "POL-001", "service": "checkout", "address": "aws_cloudwatch_log_group.*", "owner": "group:default/payments",
	"reason": "The key comes with the next release.", "expires": "2026-11-24",
}}

warnings(address) := {warning.msg |
	some warning in main.warn with input as plan(groups(3))
		with data.waivers as {"one": object.union(waivers.one, {"address": address})}
		with time.now_ns as time.parse_rfc3339_ns("2026-11-24T12:00:00Z")
		with opa.runtime as {"env": {
			"POLICY_REPOSITORY": "connectly/checkout", "POLICY_DIRECTORY": "terraform/dev", "POLICY_PROJECT": "checkout-dev",
			"POLICY_OWNER": "group:default/payments",
		}}
}

test_what_is_waived_is_one_line_too if {
	warnings("aws_cloudwatch_log_group.*") == {concat("\n", [
		"POL-001 in 3 places: waived by one until 2026-11-24",
		"    aws_cloudwatch_log_group.n01", "    aws_cloudwatch_log_group.n02", "    aws_cloudwatch_log_group.n03",
	])}
}

test_a_waiver_of_one_leaves_the_others if {
	warnings("aws_cloudwatch_log_group.n02") == {"POL-001 aws_cloudwatch_log_group.n02: waived by one until 2026-11-24"}
}

# The reason of a deprecation is a sentence.
test_a_sentence_ends_once if {
	called := {"resource_changes": [], "configuration": {"root_module": {"module_calls": {"database": {"source": "git::https://github.com/connectly/platform.git//infrastructure/modules/rds?ref=rds/v1.0.0"}}}}}
	deprecated := {"rds": {"deprecated": [{"range": "<1.1.0", "reason": "It is open.", "comparators": [{"operator": "<", "version": "1.1.0"}]}]}}
	some denial in main.deny with input as called with data.modules as deprecated
	denial.msg == "POL-008 module.database: rds v1.0.0 is deprecated: It is open. Fix: take the newest release; UPGRADE-N.md of the module shows what changes"
}
