package platform.wildcard_iam_test

import data.platform.iam
import data.platform.rules.wildcard_iam

planned(type, after) := {"resource_changes": [{
	"address": sprintf("%s.this", [type]), "type": type, "name": "this", "mode": "managed",
	"change": {"actions": ["create"], "before": null, "after": after, "after_unknown": {}},
}]}

found(type, after) := findings if findings := wildcard_iam.findings with input as planned(type, after)

policy(statement) := {"policy": json.marshal({"Version": "2012-10-17", "Statement": statement})}

allowed(action, resource) := policy({"Effect": "Allow", "Action": action, "Resource": resource})

shared(principal, condition) := policy([{"Effect": "Allow", "Action": "s3:GetObject", "Principal": principal, "Condition": condition}])

test_everything_has_many_names if {
	every action in ["*", "*:*", "**", "s3:*", "S3:**", "s3:?*", "s3:G*", "s3:*Object", "i?m:Get"] {
		count(found("aws_iam_policy", allowed(action, "*"))) > 0
	}
	every pattern in ["*", "**", "?*", "arn:*", "arn:aws:s3:*", "arn:aws:s3:::*", "arn:*:*:*:*:*", "arn:aws:dynamodb:*:*:table/*", "arn:aws:s3:::*/*"] {
		count(found("aws_iam_policy", allowed("s3:*", pattern))) > 0
	}
}

test_what_is_named_may_be_allowed if {
	found("aws_iam_policy", allowed(["s3:Get*", "ec2:Describe*"], "*")) == set()
	found("aws_iam_policy", allowed("s3:*", ["arn:aws:s3:::example", "arn:aws:s3:::example/*"])) == set()
	found("aws_iam_policy", policy({"Effect": "Deny", "Action": "*", "Resource": "*"})) == set()
}

test_a_list_and_one_of_a_list_are_judged_alike if {
	count(found("aws_iam_policy", allowed(["s3:GetObject", "iam:*"], ["arn:aws:iam::111122223333:role/a"]))) == 1
	count(found("aws_iam_policy", policy([{"Effect": "Deny"}, {"Effect": "Allow", "Action": "*", "Resource": "*"}]))) > 0
}

test_names_of_elements_in_other_letters_are_read if {
	count(found("aws_iam_policy", {"policy": `{"statement": {"effect": "allow", "action": "*", "resource": "*"}}`})) > 0
}

test_any_type_that_holds_a_policy_is_read if {
	count(found("aws_of_next_year", {"settings": [{"document": allowed("*", "*").policy}]})) > 0
}

test_only_the_stack_of_the_boundary_makes_one if {
	boundary := object.union(allowed("ec2:*", "*"), {"path": "/service-access/", "name": "service-boundary"})
	count(found("aws_iam_policy", boundary)) == 1
	wildcard_iam.findings == set() with input as planned("aws_iam_policy", boundary)
		with opa.runtime as {"env": {
			"POLICY_REPOSITORY": "connectly/platform", "POLICY_DIRECTORY": "infrastructure/stacks/service-access",
			"POLICY_PROJECT": "service-access-prod",
		}}
}

tagged(action, condition) := count(findings) if {
	statement := {"Effect": "Allow", "Action": action, "Resource": "*", "Condition": condition}
	findings := wildcard_iam.findings with input as planned("aws_iam_policy", policy(statement))
		with opa.runtime as {"env": {"POLICY_REPOSITORY": "connectly/checkout"}}
}

test_everything_of_a_service_is_its_own_by_the_services_tag_only if {
	tagged("ecs:*", {"StringEquals": {"aws:ResourceTag/Service": "checkout"}}) == 0
	tagged("secretsmanager:*", {"StringEquals": {"aws:ResourceTag/Service": "checkout"}}) == 0
	tagged("iam:*", {"StringEquals": {"aws:ResourceTag/Service": "checkout"}}) > 0
	tagged("ecs:*", {"StringEquals": {"aws:ResourceTag/Service": ["checkout", "ledger"]}}) == 1
	tagged("ecs:*", {"StringEqualsIfExists": {"aws:ResourceTag/Service": "checkout"}}) == 1
	tagged("ecs:*", {"StringLike": {"aws:ResourceTag/Service": "checkout"}}) == 1
	tagged("ecs:*", {"StringEquals": {"aws:ResourceTag/ManagedBy": "terraform"}}) == 1
}

test_a_condition_counts_when_it_names_somebody if {
	every condition in [
		{"StringEquals": {"AWS:SourceAccount": "111122223333"}},
		{"ArnLike": {"aws:SourceArn": "arn:aws:cloudfront::111122223333:distribution/*"}},
		{"ArnEquals": {"aws:SourceArn": ["arn:aws:s3:::example"]}},
		{"StringEquals": {"aws:PrincipalOrgID": "o-a1b2c3d4e5"}},
		{"Bool": {"elasticfilesystem:AccessedViaMountTarget": true}},
		{"IpAddress": {"aws:SourceIp": "203.0.113.0/24"}},
	] {
		found("aws_s3_bucket_policy", shared("*", condition)) == set()
	}
}

test_a_condition_that_anybody_meets_does_not_count if {
	every condition in [
		{},
		{"StringLike": {"aws:SourceAccount": "*"}},
		{"StringLike": {"aws:SourceAccount": ["111122223333", "*"]}},
		{"StringEqualsIfExists": {"aws:SourceAccount": "111122223333"}},
		{"ForAllValues:StringEquals": {"aws:SourceAccount": "111122223333"}},
		{"StringNotEquals": {"aws:SourceAccount": "111122223333"}},
		{"Null": {"aws:SourceAccount": "false"}},
		{"ArnLike": {"aws:SourceArn": "arn:aws:s3:::*"}},
		{"ArnLike": {"aws:PrincipalArn": "arn:aws:iam::*:role/example"}},
		{"StringEquals": {"aws:PrincipalTag/Team": "example"}},
		{"Bool": {"aws:SecureTransport": "true"}},
		{"IpAddress": {"aws:SourceIp": ["203.0.113.0/24", "0.0.0.0/1"]}},
		{"StringEquals": {"aws:SourceAccount": null}},
		{"StringEquals": {"aws:SourceAccount": []}},
	] {
		count(found("aws_s3_bucket_policy", shared({"AWS": ["*"]}, condition))) == 1
	}
}

test_a_policy_of_aws_that_allows_nearly_everything_is_told_by_its_name if {
	every name in ["AdministratorAccess", "PowerUserAccess", "IAMFullAccess", "AmazonS3FullAccess", "job-function/SystemAdministrator"] {
		iam.is_full_access(sprintf("arn:aws:iam::aws:policy/%s", [name]))
	}
	not iam.is_full_access("arn:aws:iam::aws:policy/ReadOnlyAccess")
	not iam.is_full_access("arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy")
}
