# POL-012
package platform.rules.cost

import data.platform.context
import data.platform.plan

rule := {
	"id": "POL-012",
	"title": "No expensive sizes outside production",
	"severity": "medium",
	"why": "Most of a cloud bill that surprises is a test environment in the size of production.",
	"fix": "take a smaller size; for a load test of some days, ask for a waiver",
}

# The arguments that name a size, whatever the type.
sizes := {"instance_class", "instance_type", "node_type"}

small contains resource if {
	some resource in plan.written
	context.environment in {"dev", "stg"}
}

findings contains plan.finding(resource, sprintf("%s is %s", [argument, size])) if {
	some resource in small
	walk(resource.change.after, [path, size])
	argument := path[count(path) - 1]
	argument in sizes
	regex.match(`\.(\d*xlarge|metal[^.]*)(\.|$)`, size)
}

findings contains plan.finding(resource, "a standby in dev doubles its price") if {
	some resource in plan.written
	resource.type == "aws_db_instance"
	context.environment == "dev"
	resource.change.after.multi_az == true
}

findings contains plan.finding(resource, sprintf("%d CPU units a task are more than 2048", [cpu])) if {
	some resource in small
	resource.type == "aws_ecs_task_definition"
	cpu := to_number(resource.change.after.cpu)
	cpu > 2048
}

findings contains plan.finding(resource, sprintf("storage of the type %s is for production", [type])) if {
	some resource in small
	resource.type in {"aws_db_instance", "aws_ebs_volume"}
	some argument in ["storage_type", "type"]
	type := resource.change.after[argument]
	type in {"io1", "io2"}
}

# One NAT gateway a root is enough where nobody waits; each further one is found.
findings contains plan.finding(resource, "a NAT gateway in each zone is for production") if {
	gateways := sort([gateway.address | some gateway in plan.written; gateway.type == "aws_nat_gateway"])
	count(gateways) > 1
	some resource in small
	resource.address in array.slice(gateways, 1, count(gateways))
}
