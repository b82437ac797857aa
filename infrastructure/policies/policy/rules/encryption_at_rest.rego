# POL-001
package platform.rules.encryption_at_rest

import data.platform.plan

rule := {
	"id": "POL-001",
	"title": "Data at rest is encrypted with a key of the platform",
	"severity": "high",
	"why": "With a key of AWS's own nobody can tell, limit or withdraw who reads the data.",
	"fix": "give the key of the contract kms that fits the kind of data, such as rds_key_arn",
}

# The argument that names the key, by type.
key_arguments := {
	"aws_backup_vault": "kms_key_arn",
	"aws_cloudtrail": "kms_key_id",
	"aws_cloudwatch_log_group": "kms_key_id",
	"aws_db_instance": "kms_key_id",
	"aws_docdb_cluster": "kms_key_id",
	"aws_ebs_volume": "kms_key_id",
	"aws_efs_file_system": "kms_key_id",
	"aws_elasticache_replication_group": "kms_key_id",
	"aws_elasticache_serverless_cache": "kms_key_id",
	"aws_rds_cluster": "kms_key_id",
	"aws_redshift_cluster": "kms_key_id",
	"aws_secretsmanager_secret": "kms_key_id",
	"aws_sns_topic": "kms_master_key_id",
	"aws_sqs_queue": "kms_master_key_id",
}

# The argument that switches encryption on where a key alone does not, by type.
switches := {
	"aws_db_instance": "storage_encrypted",
	"aws_docdb_cluster": "storage_encrypted",
	"aws_ebs_volume": "encrypted",
	"aws_efs_file_system": "encrypted",
	"aws_elasticache_replication_group": "at_rest_encryption_enabled",
	"aws_rds_cluster": "storage_encrypted",
	"aws_redshift_cluster": "encrypted",
}

# A replica takes the encryption of what it copies, a member that of its cluster.
exempt(resource) if plan.is_set(resource, "replicate_source_db")

exempt(resource) if plan.is_set(resource, "snapshot_identifier")

# Load balancers and S3 itself write their logs to buckets with S3-managed keys only.
exempt(resource) if resource.name == "access_logs"

findings contains plan.finding(resource, sprintf("%s is not set", [argument])) if {
	some resource in plan.written
	argument := key_arguments[resource.type]
	not plan.is_set(resource, argument)
	not exempt(resource)
}

findings contains plan.finding(resource, sprintf("%s is not true", [argument])) if {
	some resource in plan.written
	argument := switches[resource.type]
	not plan.is_on(resource, argument)
	not exempt(resource)
}

findings contains plan.finding(resource, "its objects are not encrypted with aws:kms") if {
	some resource in plan.written
	resource.type == "aws_s3_bucket_server_side_encryption_configuration"
	not exempt(resource)
	some rule_ in resource.change.after.rule
	some encryption in rule_.apply_server_side_encryption_by_default
	not encryption.sse_algorithm in {"aws:kms", "aws:kms:dsse"}
}

findings contains plan.finding(resource, "server_side_encryption is not enabled") if {
	some resource in plan.written
	resource.type == "aws_dynamodb_table"
	not plan.is_on(
		{"change": {
			"after": object.get(resource.change.after, ["server_side_encryption", 0], {}),
			"after_unknown": {},
		}},
		"enabled",
	)
}
