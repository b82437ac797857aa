package platform.taken_away_test

import data.platform.rules.encryption_at_rest
import data.platform.rules.web_acl

gone(type, before) := {
	"address": sprintf("%s.this", [type]), "type": type, "name": "this", "mode": "managed",
	"change": {"actions": ["delete"], "before": before, "after": null, "after_unknown": {}},
}

made(type, after) := {
	"address": sprintf("%s.that", [type]), "type": type, "name": "that", "mode": "managed",
	"change": {"actions": ["create"], "before": null, "after": after, "after_unknown": {}},
}

association := gone("aws_wafv2_web_acl_association", {"resource_arn": "arn:lb"})

unguarded(changes) := count(findings) if findings := web_acl.findings with input as {"resource_changes": changes}

test_a_web_acl_goes_with_its_load_balancer_only if {
	unguarded([association]) == 1
	unguarded([association, gone("aws_lb", {"arn": "arn:lb"})]) == 0
	unguarded([association, gone("aws_lb", {"arn": "arn:other"})]) == 1
	unguarded([association, made("aws_wafv2_web_acl_association", {"resource_arn": "arn:lb"})]) == 0
}

unencrypted(changes) := count(findings) if findings := encryption_at_rest.findings with input as {"resource_changes": changes}

test_a_buckets_encryption_goes_with_the_bucket_only if {
	configuration := gone("aws_s3_bucket_server_side_encryption_configuration", {"bucket": "example"})
	unencrypted([configuration]) == 1
	unencrypted([configuration, gone("aws_s3_bucket", {"bucket": "example"})]) == 0
	rule := [{"apply_server_side_encryption_by_default": [{"sse_algorithm": "aws:kms", "kms_master_key_id": "arn:key"}]}]
	unencrypted([configuration, made("aws_s3_bucket_server_side_encryption_configuration", {"bucket": "example", "rule": rule})]) == 0
}
