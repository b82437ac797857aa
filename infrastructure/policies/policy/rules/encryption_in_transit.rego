# POL-002
package platform.rules.encryption_in_transit

import data.platform.modules
import data.platform.plan

rule := {
	"id": "POL-002",
	"title": "Data in transit is encrypted with TLS 1.2 or newer",
	"severity": "high",
	"why": "What crosses the network in clear is read by whoever stands in between, inside the VPC too.",
	"fix": "use HTTPS or TLS with a policy of this decade, as the modules alb, rds, elasticache and api-gateway do",
}

# Redirecting to HTTPS is all that plain HTTP may do.
redirects(resource) if {
	every action in resource.change.after.default_action {
		action.type == "redirect"
		action.redirect[0].protocol == "HTTPS"
	}
}

listeners contains resource if {
	some resource in plan.written
	resource.type in {"aws_alb_listener", "aws_lb_listener"}
}

findings contains plan.finding(resource, "it answers in clear") if {
	some resource in listeners
	not resource.change.after.protocol in {"HTTPS", "TLS"}
	not resource.change.after.protocol in {"GENEVE", "UDP", null}
	not redirects(resource)
}

# What redirects may be passed by a rule that forwards.
findings contains plan.finding(resource, "it answers in clear, on a listener of HTTP") if {
	some resource in plan.written
	resource.type in {"aws_alb_listener_rule", "aws_lb_listener_rule"}
	some listener in input.resource_changes
	listener.type in {"aws_alb_listener", "aws_lb_listener"}
	listener.change.after.protocol == "HTTP"
	is_rule_of(resource, listener)
	some action in resource.change.after.action
	not action.type == "redirect"
}

is_rule_of(resource, listener) if resource.change.after.listener_arn == listener.change.after.arn

# An output of a module may be any of its listeners; beside the rule, the reference is the one.
is_rule_of(resource, listener) if {
	some reference in plan.references(resource, "listener_arn")
	plan.names_itself(resource, reference, listener)
}

findings contains plan.finding(resource, "protocol is known only after the apply") if {
	some resource in listeners
	"protocol" in modules.hidden(resource)
}

findings contains plan.finding(resource, "it answers in clear") if {
	some resource in plan.written
	resource.type == "aws_elb"
	some listener in resource.change.after.listener
	not lower(listener.lb_protocol) in {"https", "ssl"}
}

findings contains plan.finding(resource, sprintf("ssl_policy %v allows old protocols", [policy])) if {
	some resource in listeners
	resource.change.after.protocol in {"HTTPS", "TLS"}
	policy := plan.value_of(resource, "ssl_policy", "")
	not startswith(policy, "ELBSecurityPolicy-TLS13-1-2")
	not startswith(policy, "ELBSecurityPolicy-TLS13-1-3")
	not plan.will_be_known(resource, "ssl_policy")
}

findings contains plan.finding(resource, "transit_encryption_enabled is not true") if {
	some resource in plan.written
	resource.type == "aws_elasticache_replication_group"
	not is_on(resource, "transit_encryption_enabled")
}

is_on(resource, argument) if {
	plan.is_on(resource, argument)
	not argument in modules.hidden(resource)
}

findings contains plan.finding(resource, "tls_enabled is false") if {
	some resource in plan.written
	resource.type == "aws_memorydb_cluster"
	resource.change.after.tls_enabled == false
}

findings contains plan.finding(resource, "clients may connect in clear") if {
	some resource in plan.written
	resource.type == "aws_msk_cluster"
	walk(resource.change.after.encryption_info, [path, value])
	path[count(path) - 1] == "client_broker"
	value != "TLS"
}

findings contains plan.finding(resource, sprintf("%s is %v", [argument, value])) if {
	some resource in plan.written
	resource.type == "aws_cloudfront_distribution"
	walk(resource.change.after, [path, value])
	argument := path[count(path) - 1]
	value in {"viewer_protocol_policy": {"allow-all"}, "origin_protocol_policy": {"http-only", "match-viewer"}}[argument]
}

findings contains plan.finding(resource, "domain_endpoint_options does not say enforce_https and TLS 1.2") if {
	some resource in plan.written
	resource.type in {"aws_elasticsearch_domain", "aws_opensearch_domain"}
	not asks_for_https(resource)
}

asks_for_https(resource) if {
	some options in resource.change.after.domain_endpoint_options
	options.enforce_https == true
	startswith(options.tls_security_policy, "Policy-Min-TLS-1-2")
}

findings contains plan.finding(resource, "its domain accepts TLS before 1.2") if {
	some resource in plan.written
	resource.type == "aws_apigatewayv2_domain_name"
	some configuration in resource.change.after.domain_name_configuration
	configuration.security_policy != "TLS_1_2"
}

findings contains plan.finding(resource, "it accepts TLS before 1.2") if {
	some resource in plan.written
	resource.type == "aws_api_gateway_domain_name"
	resource.change.after.security_policy == "TLS_1_0"
}

findings contains plan.finding(resource, "require_tls is not true") if {
	some resource in plan.written
	resource.type == "aws_db_proxy"
	not is_on(resource, "require_tls")
}

findings contains plan.finding(resource, "the parameter tls is disabled") if {
	some resource in plan.written
	resource.type == "aws_docdb_cluster_parameter_group"
	some given in resource.change.after.parameter
	given.name == "tls"
	lower(given.value) == "disabled"
}

# The parameter that refuses connections in clear, by the family's engine.
database_parameters := {"postgres": "rds.force_ssl", "mysql": "require_secure_transport"}

findings contains plan.finding(resource, sprintf("the parameter %s is not 1 or ON", [parameter])) if {
	some resource in plan.written
	resource.type in {"aws_db_parameter_group", "aws_rds_cluster_parameter_group"}
	some engine, parameter in database_parameters
	contains(resource.change.after.family, engine)
	not refuses_clear_text(resource, parameter)
}

refuses_clear_text(resource, parameter) if {
	some given in resource.change.after.parameter
	given.name == parameter
	lower(given.value) in {"1", "on"}
}
