# POL-005
package platform.rules.deletion_protection

import data.platform.context
import data.platform.modules
import data.platform.plan

rule := {
	"id": "POL-005",
	"title": "Production is protected against deletion",
	"severity": "high",
	"why": "A wrong plan, approved in a hurry, must not be able to take data away.",
	"fix": "switch the protection on; to remove something for good, first switch it off in a pull request of its own, with a waiver",
}

# The argument that protects, by type.
protections := {
	"aws_alb": "enable_deletion_protection",
	"aws_cognito_user_pool": "deletion_protection",
	"aws_db_instance": "deletion_protection",
	"aws_docdb_cluster": "deletion_protection",
	"aws_dynamodb_table": "deletion_protection_enabled",
	"aws_lb": "enable_deletion_protection",
	"aws_neptune_cluster": "deletion_protection",
	"aws_qldb_ledger": "deletion_protection",
	"aws_rds_cluster": "deletion_protection",
	"aws_rds_global_cluster": "deletion_protection",
}

# The argument that throws data away with the resource, by type.
dangers := {
	"aws_backup_vault": "force_destroy",
	"aws_db_instance": "skip_final_snapshot",
	"aws_docdb_cluster": "skip_final_snapshot",
	"aws_ecr_repository": "force_delete",
	"aws_neptune_cluster": "skip_final_snapshot",
	"aws_rds_cluster": "skip_final_snapshot",
	"aws_redshift_cluster": "skip_final_snapshot",
	"aws_s3_bucket": "force_destroy",
	"aws_s3_directory_bucket": "force_destroy",
}

production contains resource if {
	some resource in plan.written
	context.environment == "prod"
}

findings contains plan.finding(resource, sprintf("%s is off", [argument])) if {
	some resource in production
	argument := protections[resource.type]
	not is_protected(resource, argument)

	# a replica can be made again from what it copies
	not plan.is_set(resource, "replicate_source_db")
}

# A user pool says ACTIVE, and INACTIVE is a text too.
is_protected(resource, argument) if resource.change.after[argument] in {true, "true", "ACTIVE"}

is_protected(resource, argument) if {
	plan.will_be_known(resource, argument)
	not argument in modules.hidden(resource)
}

findings contains plan.finding(resource, sprintf("%s is true", [argument])) if {
	some resource in production
	argument := dangers[resource.type]
	resource.change.after[argument] == true
	not plan.is_set(resource, "replicate_source_db")
}

findings contains plan.finding(resource, sprintf("%s is known only after the apply", [argument])) if {
	some resource in production
	some argument in modules.hidden(resource)
	argument in {dangers[resource.type], "backup_retention_period", "deletion_window_in_days", "recovery_window_in_days"}
}

findings contains plan.finding(resource, sprintf("backups are kept for %d days, and not for 7 or more", [days])) if {
	some resource in production
	resource.type in {"aws_db_instance", "aws_rds_cluster", "aws_docdb_cluster", "aws_neptune_cluster"}
	not plan.is_set(resource, "replicate_source_db")
	days := plan.value_of(resource, "backup_retention_period", 0)
	days < 7
	not plan.will_be_known(resource, "backup_retention_period")
}

findings contains plan.finding(resource, sprintf("it can be restored for %d days only, and not for 7 or more", [days])) if {
	some resource in production
	resource.type == "aws_secretsmanager_secret"
	days := plan.value_of(resource, "recovery_window_in_days", 30)
	days < 7
}

findings contains plan.finding(resource, sprintf("a deletion can be called back for %d days only, and not for 14 or more", [days])) if {
	some resource in production
	resource.type == "aws_kms_key"
	days := plan.value_of(resource, "deletion_window_in_days", 30)
	days < 14
}
