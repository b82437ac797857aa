package platform.environment_test

import data.platform.rules.cost
import data.platform.rules.deletion_protection
import data.platform.rules.destructive_change

# A plan that says of itself that it is of dev.
changed(type, change) := {
	"resource_changes": [{
		"address": sprintf("%s.this", [type]), "type": type, "name": "this", "mode": "managed",
		"change": object.union({"actions": ["create"], "before": null, "after": null, "after_unknown": {}}, change),
	}],
	"variables": {"environment": {"value": "dev"}},
}

tagged := {"tags_all": {"Environment": "dev", "Service": "checkout"}}

told(environment) := {"env": {
	"POLICY_REPOSITORY": "connectly/checkout",
	"POLICY_DIRECTORY": sprintf("terraform/%s", [environment]),
	"POLICY_PROJECT": sprintf("checkout-%s", [environment]),
}}

protected(told_) := count(found) if {
	found := deletion_protection.findings with input as changed("aws_dynamodb_table", {"after": tagged}) with opa.runtime as told_
}

destroyed(actions, told_) := {finding.message | some finding in found} if {
	found := destructive_change.findings with input as changed("aws_db_instance", {"actions": actions, "before": tagged})
		with opa.runtime as told_
}

test_what_a_plan_calls_itself_does_not_make_it_less if {
	protected(told("prod")) == 1
	protected({"env": {}}) == 1
	protected(told("dev")) == 0
	destroyed(["delete"], told("prod")) == {"the plan would delete it"}
	destroyed(["delete"], {"env": {}}) == {"the plan would delete it"}
	destroyed(["delete"], told("dev")) == set()
}

test_a_data_store_that_is_forgotten_is_lost_too if {
	destroyed(["forget"], told("prod")) == {"the plan would forget it"}
	destroyed(["delete", "create"], told("prod")) == {"the plan would replace it"}
}

test_a_large_size_outside_production_is_found_in_any_type if {
	plan := changed("aws_opensearch_domain", {"after": {"cluster_config": [{"instance_type": "r7g.2xlarge.search"}]}})
	count(cost.findings) == 1 with input as plan with opa.runtime as told("stg")
	count(cost.findings) == 0 with input as plan with opa.runtime as told("prod")
}
