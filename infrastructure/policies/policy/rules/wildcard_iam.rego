# POL-006
package platform.rules.wildcard_iam

import data.platform.plan

rule := {
	"id": "POL-006",
	"title": "Nobody gets everything, and nothing is given to everybody",
	"severity": "high",
	"why": "A stolen credential can do what its policy allows, and no more.",
	"fix": "name the actions and the resources; in a policy of a resource, name the principals or add a condition",
}

# Policies of identities, by type.
identity_policies := {
	"aws_iam_group_policy": "policy",
	"aws_iam_policy": "policy",
	"aws_iam_role_policy": "policy",
	"aws_iam_user_policy": "policy",
	"aws_ssoadmin_permission_set_inline_policy": "inline_policy",
}

# Policies that say who may come, by type.
resource_policies := {
	"aws_ecr_repository_policy": "policy",
	"aws_iam_role": "assume_role_policy",
	"aws_kms_key": "policy",
	"aws_kms_key_policy": "policy",
	"aws_s3_bucket_policy": "policy",
	"aws_secretsmanager_secret_policy": "policy",
	"aws_sns_topic": "policy",
	"aws_sns_topic_policy": "policy",
	"aws_sqs_queue": "policy",
	"aws_sqs_queue_policy": "policy",
	"aws_vpc_endpoint": "policy",
}

# The boundary of services' roles gives nothing, it bounds what they are given. No service can make a policy in this path: its apply
# role has no iam:CreatePolicy (stack service-access).
is_boundary(resource) if {
	resource.type == "aws_iam_policy"
	resource.change.after.path == "/service-access/"
	resource.change.after.name == "service-boundary"
}

# A policy may hold one statement or a list of them.
statements(resource, arguments) := as_list(document.Statement) if {
	text := resource.change.after[arguments[resource.type]]
	document := json.unmarshal(text)
}

as_list(value) := value if is_array(value)

as_list(value) := [value] if not is_array(value)

# "*" and "s3:*" are everything; "s3:Get*" is not.
everything(actions) if {
	some action in as_list(actions)
	regex.match(`^([a-zA-Z0-9-]+:)?\*$`, action)
}

findings contains plan.finding(resource, "a statement allows every action of a service on every resource") if {
	some resource in plan.written
	not is_boundary(resource)
	some statement in statements(resource, identity_policies)
	statement.Effect == "Allow"
	everything(statement.Action)
	"*" in as_list(statement.Resource)
}

findings contains plan.finding(resource, "a statement allows everything that it does not name") if {
	some resource in plan.written
	not is_boundary(resource)
	some statement in statements(resource, identity_policies)
	statement.Effect == "Allow"
	some key in ["NotAction", "NotResource"]
	key in object.keys(statement)
}

findings contains plan.finding(resource, "a statement lets everybody in") if {
	some resource in plan.written

	# a gateway endpoint's policy bounds who already is in the network
	resource.type != "aws_vpc_endpoint"
	some statement in statements(resource, resource_policies)
	statement.Effect == "Allow"
	anybody(statement.Principal)
	count(object.get(statement, "Condition", {})) == 0
}

anybody(principal) if principal == "*"

anybody(principal) if "*" in as_list(principal.AWS)

findings contains plan.finding(resource, "everybody may call the function") if {
	some resource in plan.written
	resource.type == "aws_lambda_permission"
	resource.change.after.principal == "*"
	not plan.is_set(resource, "source_arn")
	not plan.is_set(resource, "source_account")
	not plan.is_set(resource, "principal_org_id")
}

findings contains plan.finding(resource, sprintf("%s allows nearly everything", [policy])) if {
	some resource in plan.written
	resource.type in {"aws_iam_role_policy_attachment", "aws_iam_user_policy_attachment", "aws_iam_group_policy_attachment"}
	policy := split(resource.change.after.policy_arn, "/")[1]
	policy in {"AdministratorAccess", "PowerUserAccess", "IAMFullAccess"}
}
