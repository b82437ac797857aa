# POL-003
package platform.rules.public_exposure

import data.platform.plan

rule := {
	"id": "POL-003",
	"title": "Nothing but a web port is open to the Internet",
	"severity": "high",
	"why": "What the Internet can reach is tried within minutes.",
	"fix": "keep it in private subnets and name the security groups that may connect; people come in through the load balancer",
}

anywhere := {"0.0.0.0/0", "::/0"}

# Ports that a load balancer may open to everybody.
web_ports := {80, 443}

findings contains plan.finding(resource, "publicly_accessible is true") if {
	some resource in plan.written
	resource.type in {"aws_db_instance", "aws_rds_cluster_instance", "aws_redshift_cluster", "aws_dms_replication_instance"}
	resource.change.after.publicly_accessible == true
}

findings contains plan.finding(resource, sprintf("%s is false", [argument])) if {
	some resource in plan.written
	resource.type in {"aws_s3_bucket_public_access_block", "aws_s3_account_public_access_block"}
	some argument in ["block_public_acls", "block_public_policy", "ignore_public_acls", "restrict_public_buckets"]
	not plan.is_on(resource, argument)
}

findings contains plan.finding(resource, sprintf("the ACL %s lets everybody in", [acl])) if {
	some resource in plan.written
	resource.type == "aws_s3_bucket_acl"
	acl := resource.change.after.acl
	acl in {"public-read", "public-read-write", "authenticated-read"}
}

findings contains plan.finding(resource, "it opens more than ports 80 and 443 to the Internet") if {
	some resource in plan.written
	resource.type == "aws_vpc_security_group_ingress_rule"
	some argument in ["cidr_ipv4", "cidr_ipv6"]
	resource.change.after[argument] in anywhere
	not only_web(resource.change.after)
}

findings contains plan.finding(resource, "it opens more than ports 80 and 443 to the Internet") if {
	some resource in plan.written
	resource.type == "aws_security_group_rule"
	resource.change.after.type == "ingress"
	some argument in ["cidr_blocks", "ipv6_cidr_blocks"]
	some block in resource.change.after[argument]
	block in anywhere
	not only_web(resource.change.after)
}

findings contains plan.finding(resource, "it opens more than ports 80 and 443 to the Internet") if {
	some resource in plan.written
	resource.type in {"aws_security_group", "aws_default_security_group"}
	some ingress in resource.change.after.ingress
	some argument in ["cidr_blocks", "ipv6_cidr_blocks"]
	some block in ingress[argument]
	block in anywhere
	not only_web(ingress)
}

only_web(opening) if {
	opening.from_port == opening.to_port
	opening.from_port in web_ports
}

findings contains plan.finding(resource, "its tasks get public addresses") if {
	some resource in plan.written
	resource.type == "aws_ecs_service"
	some configuration in resource.change.after.network_configuration
	configuration.assign_public_ip == true
}

findings contains plan.finding(resource, "instances get public addresses by themselves") if {
	some resource in plan.written
	resource.type == "aws_subnet"
	resource.change.after.map_public_ip_on_launch == true
}

findings contains plan.finding(resource, "it gets a public address") if {
	some resource in plan.written
	resource.type == "aws_instance"
	resource.change.after.associate_public_ip_address == true
}

findings contains plan.finding(resource, "anybody may call it without signing in") if {
	some resource in plan.written
	resource.type == "aws_lambda_function_url"
	resource.change.after.authorization_type == "NONE"
}

findings contains plan.finding(resource, "its images are public") if {
	some resource in plan.written
	resource.type == "aws_ecrpublic_repository"
}
