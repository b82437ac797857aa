# POL-003
package platform.rules.public_exposure

import data.platform.modules
import data.platform.network
import data.platform.plan

rule := {
	"id": "POL-003",
	"title": "Nothing but a web port is open to the Internet",
	"severity": "high",
	"why": "What the Internet can reach is tried within minutes.",
	"fix": "keep it in private subnets and name the security groups that may connect; people come in through the load balancer",
}

# Ports that a load balancer may open to everybody.
web_ports := {80, 443}

# Arguments that give a public address, or a public name, in resources of whatever type.
public_switches := {
	"assign_public_ip", "associate_public_ip_address", "endpoint_public_access", "is_publicly_accessible", "map_public_ip_on_launch",
	"publicly_accessible",
}

findings contains plan.finding(resource, sprintf("%s is true", [argument])) if {
	some resource in plan.written
	walk(resource.change.after, [path, value])
	argument := path[count(path) - 1]
	argument in public_switches
	value in {true, "true"}
}

# Arguments that keep buckets closed.
locks := {"block_public_acls", "block_public_policy", "ignore_public_acls", "restrict_public_buckets"}

findings contains plan.finding(resource, sprintf("%s is false", [argument])) if {
	some resource in plan.written
	walk(resource.change.after, [path, value])
	argument := path[count(path) - 1]
	argument in locks
	value == false
}

findings contains plan.finding(resource, "it is taken away from a bucket that stays") if {
	some resource in input.resource_changes
	resource.type in {"aws_s3_bucket_public_access_block", "aws_s3_account_public_access_block"}
	resource.change.actions == ["delete"]
	not plan.goes("aws_s3_bucket", ["bucket", "id"], resource.change.before.bucket)
	not plan.made_anew(resource.type, "bucket", resource.change.before.bucket)
}

# Everybody, or everybody with an account at AWS, by a ready-made list, a grant or a group.
findings contains plan.finding(resource, sprintf("the ACL %s lets everybody in", [value])) if {
	some resource in plan.written
	walk(resource.change.after, [path, value])
	path[count(path) - 1] == "acl"
	value in {"public-read", "public-read-write", "authenticated-read"}
}

findings contains plan.finding(resource, "a grant lets everybody in") if {
	some resource in plan.written
	walk(resource.change.after, [_, value])
	is_string(value)
	regex.match(`acs\.amazonaws\.com/groups/global/(AllUsers|AuthenticatedUsers)$`, value)
}

findings contains plan.finding(resource, sprintf("%s shares it with everybody", [argument])) if {
	some resource in plan.written
	some argument, everybody in {"group": "all", "shared_accounts": "all", "user_groups": "all", "account_ids": "all"}
	walk(resource.change.after, [path, value])
	plan.argument(path) == argument
	is_string(value)
	lower(value) == everybody
}

# AWS's own guards of an account.
findings contains plan.finding(resource, "it lets snapshots and images be shared with everybody") if {
	some resource in plan.written
	resource.type in {"aws_ebs_snapshot_block_public_access", "aws_ec2_image_block_public_access"}
	resource.change.after.state == "unblocked"
}

findings contains plan.finding(resource, "it lets clusters be reached by everybody") if {
	some resource in plan.written
	resource.type == "aws_emr_block_public_access_configuration"
	resource.change.after.block_public_security_group_rules == false
}

findings contains plan.finding(resource, sprintf("it opens more than ports 80 and 443 to %s, which is the Internet", [cidr])) if {
	some resource in plan.written
	some door in network.doors(resource)
	some cidr in network.cidrs(door)
	network.is_wide(cidr)
	not only_web(door)
}

# With every protocol, ports do not count.
only_web(door) if {
	door.from_port == door.to_port
	door.from_port in web_ports
	lower(object.get(door, "ip_protocol", object.get(door, "protocol", ""))) in {"tcp", "udp", "6", "17"}
}

# What rules of security groups name instead of a network, and lists of networks of services that have no security group.
networks := {"public_access_cidrs", "cidr", "cidrs", "cidr_list"}

lists := {
	"aws_ec2_managed_prefix_list", "aws_ec2_managed_prefix_list_entry", "aws_eks_cluster", "aws_lightsail_instance_public_ports",
	"aws_redshift_security_group", "aws_db_security_group", "aws_elasticache_security_group",
}

findings contains plan.finding(resource, sprintf("%s is the Internet", [cidr])) if {
	some resource in plan.written
	resource.type in lists
	walk(resource.change.after, [path, cidr])
	plan.argument(path) in networks
	is_string(cidr)
	cidr != ""
	network.is_wide(cidr)
}

# Services that are public unless they are told otherwise, by type: the argument that says so, and what it has to say.
findings contains plan.finding(resource, "it has no vpc_options, so that everybody reaches it") if {
	some resource in plan.written
	resource.type in {"aws_opensearch_domain", "aws_elasticsearch_domain"}
	not plan.is_set(resource, "vpc_options")
}

findings contains plan.finding(resource, sprintf("%s is %v", [argument, is])) if {
	some resource in plan.written
	some argument, closed in private_values[resource.type]
	is := object.get(resource.change.after, argument, null)
	not is in closed
	not argument in modules.hidden(resource)
}

private_values := {
	"aws_cognito_identity_pool": {"allow_unauthenticated_identities": {false, null}},
	"aws_lambda_function_url": {"authorization_type": {"AWS_IAM"}},
	"aws_sagemaker_notebook_instance": {"direct_internet_access": {"Disabled"}},
	"aws_transfer_server": {"endpoint_type": {"VPC", "VPC_ENDPOINT"}},
}

findings contains plan.finding(resource, "everybody reaches it: its ingress_configuration does not say is_publicly_accessible = false") if {
	some resource in plan.written
	resource.type == "aws_apprunner_service"
	not resource.change.after.network_configuration[0].ingress_configuration[0].is_publicly_accessible == false
}

findings contains plan.finding(resource, "its policy says AllowFromPublic") if {
	some resource in plan.written
	resource.type == "aws_opensearchserverless_security_policy"
	walk(json.unmarshal(resource.change.after.policy), [path, true])
	path[count(path) - 1] == "AllowFromPublic"
}

findings contains plan.finding(resource, "its brokers get public addresses") if {
	some resource in plan.written
	resource.type == "aws_msk_cluster"
	walk(resource.change.after.broker_node_group_info, [path, "SERVICE_PROVIDED_EIPS"])
	path[count(path) - 1] == "type"
}

findings contains plan.finding(resource, "it gives a machine a public address") if {
	some resource in plan.written
	resource.type in {"aws_eip", "aws_eip_association"}
	some argument in ["instance", "instance_id"]
	gives_to(resource, argument)
}

gives_to(resource, argument) if not object.get(resource.change.after, argument, "") in {"", null}

gives_to(resource, argument) if {
	some other in ["network_interface", "network_interface_id"]
	argument == "instance"
	input.configuration
	plan.written_down(resource, other)
	not resource.change.after[other] in {"", null}
}

gives_to(resource, argument) if {
	input.configuration
	plan.will_be_known(resource, argument)
}

# Of a load balancer for connections, its groups alone say who reaches which port; without them, everybody does.
findings contains plan.finding(resource, "it faces the Internet without security groups") if {
	some resource in plan.written
	resource.type in {"aws_alb", "aws_lb"}
	resource.change.after.load_balancer_type == "network"
	not object.get(resource.change.after, "internal", false) == true
	not plan.is_set(resource, "security_groups")
}

findings contains plan.finding(resource, "its images are public") if {
	some resource in plan.written
	resource.type == "aws_ecrpublic_repository"
}

# What a rule cannot see, it cannot let pass.
judged := ((public_switches | locks) | networks) | {
	"acl", "account_ids", "allow_unauthenticated_identities", "authorization_type", "cidr_blocks", "cidr_ipv4", "cidr_ipv6",
	"endpoint_type", "from_port", "group", "ingress", "ip_protocol", "ipv6_cidr_blocks", "shared_accounts", "to_port", "user_groups",
}

findings contains plan.finding(resource, "type is known only after the apply") if {
	some resource in plan.written
	resource.type == "aws_security_group_rule"
	"type" in modules.hidden(resource)
}

findings contains plan.finding(resource, sprintf("%s is known only after the apply", [argument])) if {
	some resource in plan.written
	some argument in (modules.hidden(resource) & judged)
}
