# POL-009
package platform.rules.destructive_change

import data.platform.context
import data.platform.plan

rule := {
	"id": "POL-009",
	"title": "No data store is deleted or made anew",
	"severity": "high",
	"why": "A replacement of a database is an empty database.",
	"fix": "change it in place or move it with a moved block; where it must go, take a snapshot first and ask for a waiver of a few days",
}

data_stores := {
	"aws_backup_vault",
	"aws_cloudtrail_event_data_store",
	"aws_cognito_user_pool",
	"aws_db_cluster_snapshot",
	"aws_db_instance",
	"aws_db_snapshot",
	"aws_docdb_cluster",
	"aws_docdbelastic_cluster",
	"aws_dynamodb_table",
	"aws_ebs_snapshot",
	"aws_ebs_volume",
	"aws_ecr_repository",
	"aws_efs_file_system",
	"aws_elasticache_cluster",
	"aws_elasticache_replication_group",
	"aws_elasticache_serverless_cache",
	"aws_elasticsearch_domain",
	"aws_fsx_lustre_file_system",
	"aws_fsx_ontap_file_system",
	"aws_fsx_openzfs_file_system",
	"aws_fsx_windows_file_system",
	"aws_keyspaces_table",
	"aws_kinesis_stream",
	"aws_kms_external_key",
	"aws_kms_key",
	"aws_memorydb_cluster",
	"aws_msk_cluster",
	"aws_neptune_cluster",
	"aws_opensearch_domain",
	"aws_opensearchserverless_collection",
	"aws_prometheus_workspace",
	"aws_qldb_ledger",
	"aws_rds_cluster",
	"aws_rds_global_cluster",
	"aws_redshift_cluster",
	"aws_redshiftserverless_namespace",
	"aws_s3_bucket",
	"aws_s3_directory_bucket",
	"aws_s3tables_table_bucket",
	"aws_secretsmanager_secret",
	"aws_sqs_queue",
	"aws_timestreaminfluxdb_db_instance",
	"aws_timestreamwrite_table",
}

# Environments whose data may be lost.
disposable := {"dev"}

findings contains plan.finding(resource, message) if {
	some resource in plan.removed
	resource.type in data_stores
	not context.environment in disposable
	message := sprintf("the plan would %s it", [verb(resource)])
}

verb(resource) := "replace" if {
	"create" in resource.change.actions
} else := "forget" if {
	"forget" in resource.change.actions
} else := "delete"
