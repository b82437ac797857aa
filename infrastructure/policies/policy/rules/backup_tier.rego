# POL-011
package platform.rules.backup_tier

import data.platform.context
import data.platform.plan

rule := {
	"id": "POL-011",
	"title": "Every data store says how it is backed up",
	"severity": "medium",
	"why": "AWS Backup chooses by the tag BackupTier: without it there is nothing to restore.",
	"fix": "add the tag BackupTier with critical, standard or development, through tags of the module common-tags",
}

data_stores := {
	"aws_db_instance",
	"aws_docdb_cluster",
	"aws_dynamodb_table",
	"aws_efs_file_system",
	"aws_neptune_cluster",
	"aws_rds_cluster",
}

tiers := {"critical", "standard", "development"}

findings contains plan.finding(resource, sprintf("its tag BackupTier is %q", [tier])) if {
	some resource in plan.written
	resource.type in data_stores
	not plan.is_set(resource, "replicate_source_db")
	"tags_all" in object.keys(resource.change.after)
	tier := object.get(plan.tags(resource), "BackupTier", "")
	not tier in tiers
}

findings contains plan.finding(resource, "production is backed up as development") if {
	some resource in plan.written
	resource.type in data_stores
	context.environment == "prod"
	plan.tags(resource).BackupTier == "development"
}
