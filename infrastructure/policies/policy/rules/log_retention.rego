# POL-013
package platform.rules.log_retention

import data.platform.plan

rule := {
	"id": "POL-013",
	"title": "Logs are kept for a stated time",
	"severity": "low",
	"why": "Without a time CloudWatch keeps them for ever, and their price grows for ever.",
	"fix": "set retention_in_days, as the module cloudwatch-log-group does",
}

findings contains plan.finding(resource, "retention_in_days is not set") if {
	some resource in plan.written
	resource.type == "aws_cloudwatch_log_group"
	not plan.is_set(resource, "retention_in_days")
}
