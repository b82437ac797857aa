# POL-006
package platform.rules.wildcard_iam

import data.platform.context
import data.platform.iam
import data.platform.modules
import data.platform.plan

rule := {
	"id": "POL-006",
	"title": "Nobody gets everything, and nothing is given to everybody",
	"severity": "high",
	"why": "A stolen credential can do what its policy allows, and no more.",
	"fix": "name the actions and the resources; in a policy of a resource, name the principals, or add a condition with an account, an organisation or an ARN",
}

# The boundary of services' roles gives nothing, it bounds what they are given. Only its own stack makes it: no service's apply role has
# iam:CreatePolicy.
is_boundary(resource) if {
	context.service == "stacks/service-access"
	resource.type == "aws_iam_policy"
	resource.change.after.path == "/service-access/"
	resource.change.after.name == "service-boundary"
}

# What an identity may do: a statement that names no principal.
granted contains entry if {
	some entry in iam.allowing
	not is_boundary(entry.resource)
	not "principal" in object.keys(entry.statement)
	not "notprincipal" in object.keys(entry.statement)
}

findings contains plan.finding(entry.resource, sprintf("a statement allows %s on every resource", [action])) if {
	some entry in granted
	some action in iam.as_list(entry.statement.action)
	iam.is_every_action(action)
	some pattern in iam.as_list(entry.statement.resource)
	iam.is_every_resource(pattern)
	not is_of_its_own(entry.statement)
}

findings contains plan.finding(entry.resource, sprintf("a statement allows %s, a service that gives rights or holds secrets", [action])) if {
	some entry in granted
	some action in iam.as_list(entry.statement.action)
	iam.is_every_action(action)
	iam.is_governing(action)
	not keeps_to_its_own(entry.statement, action)
}

# Only what is tagged with the service: a request on anything else lacks the tag, and is refused. Another tag may be everybody's, and
# with a right over roles the tag is no bound.
is_of_its_own(statement) if {
	some operator, tests in statement.condition
	lower(operator) == "stringequals"
	some key, values in tests
	lower(key) == "aws:resourcetag/service"
	every value in iam.as_list(values) {
		is_own(value)
	}
}

is_own(value) if value == context.service

# The stack that makes the roles of services names each of them.
is_own(value) if {
	context.service == "stacks/service-access"
	not iam.has_wildcard(value)
}

keeps_to_its_own(statement, action) if {
	is_of_its_own(statement)
	lower(split(action, ":")[0]) == "secretsmanager"
}

# The stack whose work is to make the roles that Terraform works with is the one that gives such rights.
findings contains plan.finding(entry.resource, sprintf("a statement allows %s on every resource, by which a role takes what it was not given", [action])) if {
	context.service != "stacks/service-access"
	some entry in granted
	not is_bound(entry.statement)
	some action in iam.as_list(entry.statement.action)
	iam.is_escalating(action)
	some pattern in iam.as_list(entry.statement.resource)
	iam.is_every_resource(pattern)
}

# A condition on the role or on what is done with it. That a request comes by TLS, or from somewhere, bounds nothing.
is_bound(statement) if {
	some test in iam.tests(statement)
	regex.match(`^(iam:|aws:(request|resource)tag/)`, test.key)
	every value in test.values {
		iam.literal(value) != ""
	}
}

findings contains plan.finding(entry.resource, "a statement allows everything that it does not name") if {
	some entry in granted
	some key in ["notaction", "notresource"]
	key in object.keys(entry.statement)
}

findings contains plan.finding(entry.resource, "a statement lets everybody in") if {
	some entry in iam.allowing
	iam.is_anybody(entry.statement.principal)
	not iam.is_narrowed(entry.statement)
}

findings contains plan.finding(entry.resource, "a statement lets in everybody whom it does not name") if {
	some entry in iam.allowing
	"notprincipal" in object.keys(entry.statement)
}

# A service of AWS comes on behalf of whoever uses it, of any account: CloudFront with anybody's distribution, SNS with anybody's topic.
findings contains plan.finding(entry.resource, sprintf("a statement lets in %s for whoever uses it; add a condition with aws:SourceAccount or aws:SourceArn", [name])) if {
	not context.is_central
	some entry in iam.allowing
	entry.resource.type != "aws_iam_role"
	not modules.is_reviewed(entry.resource)
	some kind, names in entry.statement.principal
	lower(kind) == "service"
	some name in iam.as_list(names)
	not name in delivering
	not iam.is_narrowed(entry.statement)
}

# They only bring logs.
delivering := {"delivery.logs.amazonaws.com", "logdelivery.elasticloadbalancing.amazonaws.com", "logging.s3.amazonaws.com"}

findings contains plan.finding(resource, sprintf("%s may use it for anybody; name source_arn or source_account", [principal])) if {
	not context.is_central
	some resource in plan.written
	resource.type == "aws_lambda_permission"
	not modules.is_reviewed(resource)
	principal := resource.change.after.principal
	endswith(principal, ".amazonaws.com")
	not narrowed(resource)
	not is_of_this_root(resource)
}

# What this root makes, or a module of it, has its ARN later.
is_of_this_root(resource) if {
	some beginning in ["aws_", "module."]
	resource.change.after_unknown.source_arn == true
	plan.refers_only_to(resource, "source_arn", beginning)
}

findings contains plan.finding(resource, "an identity provider of its own lets in whom it likes") if {
	some resource in plan.written
	resource.type in {"aws_iam_openid_connect_provider", "aws_iam_saml_provider", "aws_rolesanywhere_trust_anchor"}
	not context.is_central
}

# Arguments that let somebody in without a policy, by type, and what narrows them down.
principals := {
	"aws_cloudwatch_event_permission": "principal",
	"aws_lambda_layer_version_permission": "principal",
	"aws_lambda_permission": "principal",
	"aws_vpc_endpoint_service_allowed_principal": "principal_arn",
}

findings contains plan.finding(resource, "everybody may use it") if {
	some resource in plan.written
	principal := resource.change.after[principals[resource.type]]
	iam.has_wildcard(principal)
	not narrowed(resource)
}

narrowed(resource) if iam.names_an_owner(resource.change.after.source_arn)

narrowed(resource) if {
	some argument in ["organization_id", "principal_org_id", "source_account"]
	value := resource.change.after[argument]
	is_string(value)
	value != ""
	not iam.has_wildcard(value)
}

narrowed(resource) if {
	some condition in resource.change.after.condition
	condition.key == "aws:PrincipalOrgID"
	not iam.has_wildcard(condition.value)
}

narrowed(resource) if {
	resource.change.after_unknown.source_arn == true
	not "source_arn" in modules.hidden(resource)
}

findings contains plan.finding(resource, "everybody may connect to it") if {
	some resource in plan.written
	resource.type == "aws_vpc_endpoint_service"
	some principal in resource.change.after.allowed_principals
	iam.has_wildcard(principal)
}

# Policies of AWS that are attached, by whatever argument.
attached contains {"resource": resource, "arn": arn} if {
	some resource in plan.written
	some argument in ["managed_policy_arn", "managed_policy_arns", "policy_arn", "policy_arns"]
	some arn in iam.as_list(resource.change.after[argument])
}

findings contains plan.finding(entry.resource, sprintf("%s allows nearly everything, or everything of a service", [entry.arn])) if {
	some entry in attached
	iam.is_full_access(entry.arn)
}

# What a rule cannot see, it cannot let pass. Shared modules write policies of what the same plan makes, and hold what their callers add
# to rules of their own. The ARN of a policy that the plan makes is known to be one of its own.
findings contains plan.finding(resource, sprintf("%s is known only after the apply; write the ARNs in it from names, account and region", [argument])) if {
	some resource in plan.written
	not modules.is_reviewed(resource)
	some argument in modules.hidden(resource)
	argument in {"access_policies", "access_policy", "assume_role_policy", "inline_policy", "policy", "policy_document", "repository_policy", "resource_policy"}
}

findings contains plan.finding(resource, sprintf("%s is known only after the apply; name the policy by its ARN, or as aws_iam_policy.<name>.arn", [argument])) if {
	some resource in plan.written
	not modules.is_reviewed(resource)
	some argument in (modules.hidden(resource) & {"managed_policy_arn", "managed_policy_arns", "policy_arn", "policy_arns"})
	not plan.refers_only_to(resource, argument, "aws_iam_policy.")
}
