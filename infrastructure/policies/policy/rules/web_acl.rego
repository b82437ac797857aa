# POL-015
package platform.rules.web_acl

import data.platform.plan

rule := {
	"id": "POL-015",
	"title": "Public load balancers have the platform's web ACL",
	"severity": "high",
	"why": "What the Internet reaches is attacked by programs all day; the shared rules stop them before the service.",
	"fix": "pass web_acl_arn of the contract load-balancer to the module alb, release 2.1.0 or newer, or associate it yourself",
}

findings contains plan.finding(resource, "it faces the Internet without a web ACL") if {
	some resource in plan.written
	resource.type in {"aws_lb", "aws_alb"}
	object.get(resource.change.after, "load_balancer_type", "application") == "application"
	object.get(resource.change.after, "internal", false) == false
	not covered(resource)
}

# By the load balancer's ARN, once that is known.
covered(resource) if {
	some association in associations
	association.change.after.resource_arn == resource.change.after.arn
}

# While both are made: by what the association is written with, which is the load balancer or an output of its module.
covered(resource) if {
	some association in associations
	some reference in plan.expressions[plan.without_indexes(association.address)].resource_arn.references
	names(concat("", [module_path(association), reference]), plan.without_indexes(resource.address))
}

# A plan of `terraform test` does not say what is written down.
covered(resource) if {
	some association in associations
	association.change.after_unknown.resource_arn == true
	not input.configuration
}

associations contains resource if {
	some resource in input.resource_changes
	resource.type == "aws_wafv2_web_acl_association"
	not resource.change.actions == ["delete"]
}

module_path(resource) := sprintf("%s.", [plan.without_indexes(resource.module_address)]) if resource.module_address

module_path(resource) := "" if not resource.module_address

names(reference, address) if startswith(reference, address)

names(reference, address) if {
	parts := split(address, ".")
	count(parts) > 2
	startswith(reference, sprintf("%s.", [concat(".", array.slice(parts, 0, count(parts) - 2))]))
	not contains(reference, ".aws_")
}
