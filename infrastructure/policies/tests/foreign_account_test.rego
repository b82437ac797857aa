package platform.foreign_account_test

import data.platform.accounts
import data.platform.rules.foreign_account

planned(type, after) := {
	"address": sprintf("%s.this", [type]), "type": type, "name": "this", "mode": "managed",
	"change": {"actions": ["create"], "before": null, "after": after, "after_unknown": {}},
}

found(type, after) := count(findings) if findings := foreign_account.findings with input as {"resource_changes": [planned(type, after)]}

allowed(statement) := {"policy": json.marshal({"Statement": [object.union({"Effect": "Allow", "Action": "s3:GetObject"}, statement)]})}

narrowed(principal, condition) := found("aws_s3_bucket_policy", allowed({"Principal": principal, "Condition": condition}))

test_texts_tell_their_owner if {
	every text, owners in {
		"444455556666": {"444455556666"},
		"111122223333, 444455556666": {"111122223333", "444455556666"},
		"arn:aws:iam::444455556666:root": {"444455556666"},
		"arn:aws-cn:sqs:cn-north-1:444455556666:a": {"444455556666"},
		"o-z9y8x7w6v5": {"o-z9y8x7w6v5"},
		"o-z9y8x7w6v5/r-ab12/*": {"o-z9y8x7w6v5"},
		"arn:aws:organizations::444455556666:ou/o-z9y8x7w6v5/ou-ab12-cdefghij": {"o-z9y8x7w6v5"},
		"arn:aws:s3:::a": set(),
		"arn:aws:iam::aws:policy/ReadOnlyAccess": set(),
		"arn:aws:apigateway:ap-northeast-2:lambda:path/2015-03-31/functions/arn:aws:lambda:ap-northeast-2:444455556666:function:a": {"444455556666"},
		"arn:aws:apigateway:ap-northeast-2:sqs:path/444455556666/a": {"444455556666"},
		"https://sqs.ap-northeast-2.amazonaws.com/444455556666/a": {"444455556666"},
		"https://connectly.example/444455556666/a": set(),
		"4444555566667": set(),
		"order 444455556666": set(),
	} {
		accounts.owners(text) == owners
	}
}

test_without_settings_everything_is_foreign if {
	accounts.foreign("111122223333") == {"111122223333"} with data.settings as {}
	accounts.foreign("o-a1b2c3d4e5") == {"o-a1b2c3d4e5"} with data.settings as {}
}

test_the_emulators_account_is_foreign_in_production if {
	accounts.foreign("123456789012") == {"123456789012"}
}

test_any_type_and_depth_is_read if {
	found("aws_of_next_year", {"settings": [{"partners": ["444455556666"]}]}) == 1
	found("aws_snapshot_create_volume_permission", {"account_id": "444455556666"}) == 1
	found("aws_sfn_state_machine", {"definition": `{"States": {"Send": {"Resource": "arn:aws:lambda:ap-northeast-2:444455556666:function:a"}}}`}) == 1
	found("aws_sfn_state_machine", {"definition": `{"States": {"Send": {"Resource": "arn:aws:lambda:ap-northeast-2:111122223333:function:a"}}}`}) == 0
}

test_texts_of_a_services_own_are_free if {
	found("aws_ssm_parameter", {"value": "444455556666"}) == 0
	found("aws_lambda_function", {"environment": [{"variables": {"ORDER": "444455556666"}}], "tags": {"Order": "444455556666"}}) == 0
	found("terraform_data", {"input": "444455556666"}) == 0
}

test_what_is_denied_is_no_gift if {
	found("aws_s3_bucket_policy", {"policy": `{"Statement": [{"Effect": "Deny", "Action": "s3:*", "Principal": {"AWS": "444455556666"}}]}`}) == 0
	found("aws_s3_bucket_policy", {"policy": `{"Statement": [{"Effect": "Allow", "Action": "s3:*", "Principal": {"AWS": "444455556666"}}]}`}) == 1
}

test_principals_are_read_in_every_form if {
	every principal in [
		"444455556666", {"AWS": "444455556666"}, {"aws": ["111122223333", "444455556666"]}, {"AWS": 444455556666}, {"AWS": "AIDAEXAMPLEEXAMPLE123"},
		{"AWS": "arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity E15MNIMTCFKK4C"}, {"CanonicalUser": "79a59df900b949e5"},
	] {
		found("aws_s3_bucket_policy", allowed({"Principal": principal})) == 1
	}
	every principal in ["111122223333", {"AWS": ["arn:aws:iam::222233334444:role/a"]}, {"Service": "s3.amazonaws.com"}] {
		found("aws_s3_bucket_policy", allowed({"Principal": principal})) == 0
	}
}

test_a_policy_with_escaped_letters_is_read if {
	found("aws_s3_bucket_policy", {"policy": `{"St\u0061tement": {"Effect": "Allow", "Action": "s3:*", "Principal": {"AWS": "444455556666"}}}`}) == 1
}

test_everybody_is_narrowed_to_own_ones if {
	every condition in [
		{"StringEquals": {"aws:PrincipalAccount": "111122223333"}},
		{"StringEquals": {"AWS:PrincipalOrgID": "o-a1b2c3d4e5"}},
		{"ForAnyValue:StringLike": {"aws:PrincipalOrgPaths": "o-a1b2c3d4e5/r-ab12/*"}},
		{"ArnLike": {"aws:PrincipalArn": "arn:aws:iam::111122223333:role/example-*"}},
		{"StringEquals": {"aws:SourceAccount": "111122223333"}, "IpAddress": {"aws:SourceIp": "203.0.113.0/24"}},
		{"Bool": {"elasticfilesystem:AccessedViaMountTarget": "true"}},
	] {
		narrowed("*", condition) == 0
	}
}

test_a_condition_that_a_foreign_account_meets_does_not_count if {
	every condition in [
		{"StringEquals": {"aws:PrincipalAccount": ["111122223333", "444455556666"]}},
		{"StringEquals": {"aws:PrincipalAccount": "${aws:ResourceAccount}"}},
		{"StringEquals": {"aws:PrincipalOrgID": "o-z9y8x7w6v5"}},
		{"StringEquals": {"aws:SourceVpc": "vpc-0a1b2c3d4e5f60718"}},
		{"IpAddress": {"aws:SourceIp": "203.0.113.7"}},
		{"ArnLike": {"aws:SourceArn": "arn:aws:s3:::example"}},
		{"StringLike": {"aws:userid": "AROAEXAMPLEEXAMPLE123:*"}},
	] {
		narrowed({"AWS": "*"}, condition) > 0
	}
}

test_conditions_of_services_are_read_too if {
	narrowed({"Service": "sns.amazonaws.com"}, {"StringEquals": {"aws:SourceAccount": "444455556666"}}) == 1
	narrowed({"Service": "sns.amazonaws.com"}, {"StringNotEquals": {"aws:SourceAccount": "444455556666"}}) == 0
	narrowed({"AWS": "111122223333"}, {"StringEquals": {"sts:ExternalId": "444455556666"}}) == 0
}

workflows(subject) := narrowed(
	{"Federated": "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com"},
	{"StringLike": {"token.actions.githubusercontent.com:sub": subject}},
)

test_only_the_organisations_workflows_come_in if {
	workflows("repo:connectly/example:*") == 0
	workflows("repo:elsewhere/example:*") == 1
	workflows("repo:connectly-elsewhere/example:*") == 1
	workflows(["repo:connectly/example:*", "repo:elsewhere/example:*"]) == 1
	workflows("environment:prod") == 1
}

subscription(protocol, endpoint) := planned("aws_sns_topic_subscription", {"protocol": protocol, "endpoint": endpoint})

subscribed(protocol, endpoint) := count(findings) if {
	findings := foreign_account.findings with input as {"resource_changes": [subscription(protocol, endpoint)]}
}

test_https_stays_in_the_domain if {
	every endpoint in ["https://connectly.example", "https://hooks.connectly.example:8443/a?b=c", "https://Hooks.Connectly.Example/"] {
		subscribed("https", endpoint) == 0
	}
	every endpoint in [
		"https://elsewhere.example", "https://notconnectly.example", "https://connectly.example.elsewhere.example/",
		"https://connectly.example@elsewhere.example/", "https://elsewhere.example/.connectly.example", "https://elsewhere.example?.connectly.example",
		"https://elsewhere.example#.connectly.example", `https://elsewhere.example\.connectly.example`, "http://connectly.example",
	] {
		subscribed("https", endpoint) == 1
	}
	subscribed("http", "http://connectly.example") == 1
}

test_people_are_told_by_the_central_repository if {
	every protocol in ["email", "email-json", "sms"] {
		subscribed(protocol, "somebody@connectly.example") == 1
	}
	foreign_account.findings == set() with input as {"resource_changes": [subscription("email", "somebody@connectly.example")]}
		with opa.runtime as {"env": {"POLICY_REPOSITORY": "connectly/platform"}}
	count(foreign_account.findings) == 1 with input as {"resource_changes": [subscription("sqs", "arn:aws:sqs:ap-northeast-2:444455556666:a")]}
		with opa.runtime as {"env": {"POLICY_REPOSITORY": "connectly/platform"}}
}

test_a_bucket_by_its_name_is_one_too if {
	found("aws_rds_export_task", {"s3_bucket_name": "elsewhere"}) == 1
	found("aws_dynamodb_table_export", {"s3_bucket": "elsewhere"}) == 1
	found("aws_s3_bucket", {"bucket": "elsewhere"}) == 0
}

replicated(bucket, references) := count(findings) if {
	configuration := {
		"address": "aws_s3_bucket_replication_configuration.this",
		"expressions": {"rule": [{"destination": [{"bucket": {"references": references}}]}]},
	}
	findings := foreign_account.findings with input as {
		"configuration": {"root_module": {"resources": [configuration]}},
		"resource_changes": [
			bucket,
			planned("aws_s3_bucket_replication_configuration", {"rule": [{"destination": [{"bucket": "arn:aws:s3:::copies"}]}]}),
		],
	}
}

test_a_bucket_is_own_once_the_root_has_made_it if {
	new := planned("aws_s3_bucket", {"bucket": "copies"})
	replicated(new, []) == 1
	replicated(new, ["aws_s3_bucket.this.bucket", "aws_s3_bucket.this"]) == 0
	replicated(object.union(new, {"change": {"actions": ["no-op"], "before": {"bucket": "copies"}}}), []) == 0
	replicated(object.union(new, {"change": {"actions": ["delete"], "before": {"bucket": "copies"}, "after": null}}), []) == 1
	replicated(planned("aws_s3_bucket", {"bucket": "others"}), ["aws_s3_bucket.this.bucket", "aws_s3_bucket.this"]) == 1
}
