# POL-001
package platform.rules.encryption_at_rest

import data.platform.buckets
import data.platform.context
import data.platform.modules
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
	"aws_docdbelastic_cluster": "kms_key_id",
	"aws_ebs_snapshot_copy": "kms_key_id",
	"aws_ebs_volume": "kms_key_id",
	"aws_efs_file_system": "kms_key_id",
	"aws_elasticache_replication_group": "kms_key_id",
	"aws_elasticache_serverless_cache": "kms_key_id",
	"aws_fsx_lustre_file_system": "kms_key_id",
	"aws_fsx_ontap_file_system": "kms_key_id",
	"aws_fsx_openzfs_file_system": "kms_key_id",
	"aws_fsx_windows_file_system": "kms_key_id",
	"aws_kinesis_stream": "kms_key_id",
	"aws_memorydb_cluster": "kms_key_arn",
	"aws_neptune_cluster": "kms_key_arn",
	"aws_rds_cluster": "kms_key_id",
	"aws_redshift_cluster": "kms_key_id",
	"aws_redshiftserverless_namespace": "kms_key_id",
	"aws_secretsmanager_secret": "kms_key_id",
	"aws_sns_topic": "kms_master_key_id",
	"aws_sqs_queue": "kms_master_key_id",
}

# The argument that switches encryption on where a key alone does not, by type.
switches := {
	"aws_ami_copy": "encrypted",
	"aws_db_instance": "storage_encrypted",
	"aws_docdb_cluster": "storage_encrypted",
	"aws_ebs_snapshot_copy": "encrypted",
	"aws_ebs_volume": "encrypted",
	"aws_efs_file_system": "encrypted",
	"aws_elasticache_replication_group": "at_rest_encryption_enabled",
	"aws_neptune_cluster": "storage_encrypted",
	"aws_rds_cluster": "storage_encrypted",
	"aws_redshift_cluster": "encrypted",
}

# The settings name what can have none, by the root that the server says it is.
is_excepted(resource) if resource.address in data.settings.without_key[context.service]

# A replica takes the encryption of what it copies, a restored database its snapshot's key.
is_replica(resource) if plan.is_set(resource, "replicate_source_db")

is_restored(resource) if plan.is_set(resource, "snapshot_identifier")

findings contains plan.finding(resource, sprintf("%s is not set", [argument])) if {
	some resource in plan.written
	argument := key_arguments[resource.type]
	not plan.is_set(resource, argument)
	not is_replica(resource)
	not is_restored(resource)
}

# A key of AWS's own by its alias, in an argument of whatever depth that names a key.
findings contains plan.finding(resource, sprintf("%s is %s, a key of AWS's own", [argument, key])) if {
	some resource in plan.written
	not resource.type in {"aws_kms_alias", "aws_kms_key"}
	walk(resource.change.after, [path, key])
	argument := plan.argument(path)
	regex.match(`(kms|key)`, argument)
	is_string(key)
	regex.match(`^(arn:.*:)?alias/aws/`, key)
}

findings contains plan.finding(resource, sprintf("%s is not true", [argument])) if {
	some resource in plan.written
	argument := switches[resource.type]
	not is_on(resource, argument)
	not is_replica(resource)
}

is_on(resource, argument) if {
	plan.is_on(resource, argument)
	not argument in modules.hidden(resource)
}

# S3 encrypts with keys of its own what nobody says otherwise of.
findings contains plan.finding(resource, "its objects are not encrypted with aws:kms and a key") if {
	some resource in plan.written
	resource.type == "aws_s3_bucket_server_side_encryption_configuration"
	not buckets.takes_logs(resource)
	not is_excepted(resource)
	some rule_ in resource.change.after.rule
	some encryption in rule_.apply_server_side_encryption_by_default
	not with_a_key(resource, encryption)
}

findings contains plan.finding(resource, "it is taken away from a bucket that stays") if {
	some resource in input.resource_changes
	resource.type == "aws_s3_bucket_server_side_encryption_configuration"
	resource.change.actions == ["delete"]
	bucket := resource.change.before.bucket
	not plan.goes("aws_s3_bucket", ["bucket", "id"], bucket)
	not plan.made_anew(resource.type, "bucket", bucket)
}

with_a_key(_, encryption) if {
	encryption.sse_algorithm in {"aws:kms", "aws:kms:dsse"}
	not object.get(encryption, "kms_master_key_id", null) in {null, ""}
}

# A key that the same plan makes.
with_a_key(resource, encryption) if {
	encryption.sse_algorithm in {"aws:kms", "aws:kms:dsse"}
	plan.block_will_be_known(resource, "rule", "kms_master_key_id")
}

findings contains plan.finding(resource, "no aws_s3_bucket_server_side_encryption_configuration of the plan is for it") if {
	some resource in plan.written
	resource.type == "aws_s3_bucket"
	"create" in resource.change.actions
	not buckets.is_encrypted(resource)
}

findings contains plan.finding(resource, "server_side_encryption is not enabled, with kms_key_arn") if {
	some resource in plan.written
	resource.type == "aws_dynamodb_table"
	not table_has_a_key(resource)
	not is_excepted(resource)
}

table_has_a_key(resource) if {
	some encryption in resource.change.after.server_side_encryption
	encryption.enabled == true
	not object.get(encryption, "kms_key_arn", null) in {null, ""}
}

table_has_a_key(resource) if {
	some encryption in resource.change.after.server_side_encryption
	encryption.enabled == true
	plan.block_will_be_known(resource, "server_side_encryption", "kms_key_arn")
}

findings contains plan.finding(resource, "a cache without a replication group cannot be encrypted; make an aws_elasticache_replication_group") if {
	some resource in plan.written
	resource.type == "aws_elasticache_cluster"
	not plan.value_of(resource, "engine", "") == "memcached"
	not plan.is_set(resource, "replication_group_id")
}

# Disks and domains, whose encryption is in a block of its own.
findings contains plan.finding(resource, sprintf("%s.%s is not true", [block, argument])) if {
	some resource in plan.written
	some [block, argument] in blocks[resource.type]
	some written in resource.change.after[block]
	disk := object.union(written, object.get(written, ["ebs", 0], {}))
	not lower(sprintf("%v", [object.get(disk, argument, false)])) == "true"
	not is_chosen_by_aws(resource, block, argument)
}

blocks := {
	"aws_instance": [["root_block_device", "encrypted"], ["ebs_block_device", "encrypted"]],
	"aws_launch_template": [["block_device_mappings", "encrypted"]],
	"aws_elasticsearch_domain": [["encrypt_at_rest", "enabled"]],
	"aws_opensearch_domain": [["encrypt_at_rest", "enabled"]],
}

# What an instance's image says, and what only the apply will tell of it.
is_chosen_by_aws(resource, block, argument) if {
	walk(resource.change.after_unknown[block], [path, true])
	path[count(path) - 1] == argument
	not argument in modules.hidden(resource)
}

findings contains plan.finding(resource, "it has no encrypt_at_rest") if {
	some resource in plan.written
	resource.type in {"aws_elasticsearch_domain", "aws_opensearch_domain"}
	not plan.is_set(resource, "encrypt_at_rest")
}
