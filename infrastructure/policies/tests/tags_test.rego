package platform.tags_test

import data.main

complete := {
	"Service": "checkout", "Owner": "payments", "Environment": "dev", "Repository": "connectly/checkout",
	"DataClassification": "internal", "ManagedBy": "terraform",
}

parameter(name, tags, tags_all) := {
	"address": sprintf("aws_ssm_parameter.%s", [name]),
	"type": "aws_ssm_parameter",
	"name": name,
	"mode": "managed",
	"change": {"actions": ["create"], "before": null, "after": {"tags": tags, "tags_all": tags_all}, "after_unknown": {}},
}

untagged(name, without) := parameter(name, null, object.remove(complete, without))

calls(version) := {"tags": {"source": sprintf(
	"git::https://github.com/connectly/platform.git//infrastructure/modules/common-tags?ref=common-tags/v%s",
	[version],
)}}

said(resources, module_calls) := {denial.msg |
	some denial in main.deny with input as {
		"resource_changes": resources,
		"configuration": {"root_module": {"module_calls": module_calls}},
	}
}

# The release is what an old service mends: its default_tags are right.
test_an_old_release_is_raised if {
	said([untagged("one", ["DataClassification"])], calls("1.0.0")) == {concat("", [
		"POL-004 aws_ssm_parameter.one: tags are missing: DataClassification. ",
		"Fix: let the source of module.tags end in ?ref=common-tags/v1.1.0 or newer",
	])}
}

default_fix := "Fix: pass the output tags of the module common-tags to default_tags of each provider, one with an alias too"

test_a_release_that_gives_the_tag_is_not_raised if {
	every version in ["1.1.0", "1.10.0", "2.0.0"] {
		said([untagged("one", ["DataClassification"])], calls(version)) == {sprintf(
			"POL-004 aws_ssm_parameter.one: tags are missing: DataClassification. %s",
			[default_fix],
		)}
	}
}

test_what_every_release_gives_is_missing_for_another_reason if {
	said([untagged("one", ["Owner", "DataClassification"])], calls("1.0.0")) == {sprintf(
		"POL-004 aws_ssm_parameter.one: tags are missing: Owner, DataClassification. %s",
		[default_fix],
	)}
}

test_somebody_elses_module_of_that_name_is_not_raised if {
	other := {"tags": {"source": "git::https://example.com/a/b.git//infrastructure/modules/common-tags?ref=common-tags/v1.0.0"}}
	some message in said([untagged("one", ["DataClassification"])], other)
	contains(message, "tags are missing")
	endswith(message, default_fix)
}

# An empty tag has one cause and one line: default_tags are there, and it hides them.
test_an_empty_tag_is_left_out if {
	tags := object.union(complete, {"Owner": " "})
	said([parameter("one", {"Owner": " "}, tags)], {}) == {concat("", [
		"POL-004 aws_ssm_parameter.one: the tag Owner is empty. ",
		"Fix: leave the tag Owner out of the resource: default_tags of the provider give it",
	])}
}
