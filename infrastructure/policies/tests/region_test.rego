package platform.region_test

import data.platform.rules.foreign_code
import data.platform.rules.region

configured(expressions) := {
	"variables": {"region": {"value": "ap-northeast-2"}},
	"configuration": {
		"root_module": {"resources": [{"address": "data.aws_ssm_parameter.this", "type": "aws_ssm_parameter", "provider_config_key": "aws", "expressions": {}}]},
		"provider_config": {"aws": {"name": "aws", "full_name": "registry.terraform.io/hashicorp/aws", "expressions": expressions}},
	},
}

messages(plan) := {finding.message | some finding in findings} if findings := region.findings with input as plan

test_a_region_that_is_written_down_is_told if {
	messages(configured({"region": {"constant_value": "ap-northeast-2"}})) == set()
	messages(configured({"region": {"references": ["var.region"]}})) == set()
	messages(configured({"region": {"constant_value": "ap-northeast-1"}})) == {"its region is ap-northeast-1"}
}

test_a_region_that_cannot_be_told_is_none_of_ours if {
	every expressions in [
		{},
		{"region": {"references": ["local.region"]}},
		{"region": {"references": ["var.other"]}},
		{"region": {"references": ["var.region", "var.other"]}},
		{"region": {"references": ["data.aws_region.this.name", "data.aws_region.this"]}},
		{"region": {"constant_value": null}},
	] {
		messages(configured(expressions)) == {"its region cannot be told"}
	}
}

test_a_function_of_the_variable_is_found_by_what_was_read_there if {
	read := {"prior_state": {"values": {"root_module": {"resources": [{
		"address": "data.aws_ssm_parameter.this",
		"values": {"arn": "arn:aws:ssm:eu-central-1:111122223333:parameter/a"},
	}]}}}}
	plan := object.union(configured({"region": {"references": ["var.region"]}}), read)
	messages(plan) == {"data.aws_ssm_parameter.this lies in eu-central-1"}
}

test_a_provider_of_somebody_else_is_found if {
	plan := {
		"configuration": {"root_module": {}, "provider_config": {"awscc": {"full_name": "registry.terraform.io/hashicorp/awscc"}}},
		"resource_changes": [
			{"address": "null_resource.this", "provider_name": "registry.terraform.io/hashicorp/null"},
			{"address": "aws_s3_bucket.this", "provider_name": "registry.terraform.io/hashicorp/aws"},
			{"address": "aws_s3_bucket.other", "provider_name": "registry.example.com/hashicorp/aws"},
			{"address": "terraform_data.this", "provider_name": "terraform.io/builtin/terraform"},
		],
	}
	found := foreign_code.findings with input as plan
	{finding.address | some finding in found} == {"provider.awscc", "null_resource.this", "aws_s3_bucket.other"}
}

test_other_rights_and_other_states_are_found if {
	plan := {"configuration": {
		"provider_config": {"aws": {
			"full_name": "registry.terraform.io/hashicorp/aws",
			"expressions": {"profile": {"constant_value": "platform-prod-apply"}, "assume_role": [{}], "region": {}},
		}},
		"root_module": {"module_calls": {"inner": {"module": {"resources": [
			{"address": "data.terraform_remote_state.this", "type": "terraform_remote_state"},
			{"address": "terraform_data.this", "type": "terraform_data", "provisioners": [{"type": "local-exec"}]},
		]}}}},
	}}
	found := foreign_code.findings with input as plan
	{finding.message | some finding in found} == {
		"it sets profile", "it sets assume_role", "it reads another state", "it runs a program: local-exec",
	}
}
