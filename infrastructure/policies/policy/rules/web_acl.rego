# POL-015
package platform.rules.web_acl

import data.platform.context
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

findings contains plan.finding(resource, "it is taken away from a load balancer that stays") if {
	some resource in input.resource_changes
	resource.type == "aws_wafv2_web_acl_association"
	resource.change.actions == ["delete"]
	arn := resource.change.before.resource_arn
	not plan.goes("aws_lb", ["arn"], arn)
	not plan.goes("aws_alb", ["arn"], arn)
	not plan.made_anew(resource.type, "resource_arn", arn)
}

# By the load balancer's ARN, once that is known.
covered(resource) if {
	some association in associations
	association.change.after.resource_arn == resource.change.after.arn
}

# While both are made: by what the association is written with, which is the load balancer or an output of its module.
covered(resource) if {
	some association in associations
	some reference in plan.references(association, "resource_arn")
	plan.names(association, reference, resource)
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
	not has_rules_of_its_own(resource)
}

findings contains plan.finding(resource, "it gives a load balancer a web ACL of its own") if {
	some resource in plan.written
	resource.type == "aws_wafv2_web_acl_association"
	has_rules_of_its_own(resource)
}

# A web ACL that the same plan makes is not the platform's.
has_rules_of_its_own(association) if {
	not context.is_central
	some reference in plan.references(association, "web_acl_arn")
	startswith(reference, "aws_wafv2_web_acl.")
}
