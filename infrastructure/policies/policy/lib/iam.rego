# Reads IAM policies, wherever a resource holds one.
package platform.iam

import data.platform.plan

# Texts that hold a policy and give nothing by themselves.
only_stored := {"aws_s3_object", "aws_secretsmanager_secret_version", "aws_ssm_parameter"}

# A service control policy bounds an account, a gateway endpoint's policy who already is in the network.
only_bounds := {"aws_organizations_policy", "aws_vpc_endpoint", "aws_vpc_endpoint_policy"}

# Every statement that allows, at any depth of a resource that is written; its elements' names in small letters.
allowing contains {"resource": resource, "statement": statement} if {
	some resource in plan.written
	not resource.type in only_stored
	not resource.type in only_bounds
	walk(resource.change.after, [_, text])
	is_string(text)
	contains(text, "{")
	some key, value in json.unmarshal(text)
	lower(key) == "statement"
	some written in as_list(value)
	statement := {lower(name): element | some name, element in written}
	lower(statement.effect) == "allow"
}

is_policy(document) if {
	some key in object.keys(document)
	lower(key) == "statement"
}

as_list(value) := value if is_array(value)

as_list(value) := [value] if not is_array(value)

# What a pattern says before its first wildcard.
literal(pattern) := regex.split(`[*?]`, pattern)[0]

has_wildcard(pattern) if regex.match(`[*?]`, pattern)

# "*", "*:*", "s3:*", "s3:?*": every action of a service. Less than three letters are hardly less: "s3:G*" and "s3:P*" are most of it.
is_every_action(action) if has_wildcard(split(action, ":")[0])

is_every_action(action) if {
	[_, name] := split(action, ":")
	has_wildcard(name)
	count(literal(name)) < 3
}

# Services whose actions give rights, or take them away from others.
governing := {
	"account", "cloudtrail", "iam", "identitystore", "kms", "organizations", "rolesanywhere", "secretsmanager", "sso", "sso-directory",
	"sts",
}

is_governing(action) if lower(split(action, ":")[0]) in governing

is_governing(action) if has_wildcard(split(action, ":")[0])

# Beginnings of actions by which a role takes more than it was given.
escalating := {
	"iam": ["add", "attach", "create", "delete", "detach", "passrole", "put", "set", "update", "upload"],
	"sts": ["assumerole", "assumeroot"],
}

is_escalating(action) if {
	[service, name] := split(lower(action), ":")
	some beginning in escalating[service]
	reaches(name, beginning)
	name != "createservicelinkedrole"
}

reaches(name, beginning) if startswith(name, beginning)

# "iam:Pass*" and "iam:Att*" too
reaches(name, beginning) if {
	has_wildcard(name)
	startswith(beginning, literal(name))
}

# Whether a resource's pattern is everything, or everything of a kind: "*", "arn:*", "arn:aws:s3:::*", "arn:aws:iam::*:role/*".
is_every_resource(pattern) if {
	parts := split(pattern, ":")
	count(parts) < 6
	has_wildcard(pattern)
}

is_every_resource(pattern) if {
	parts := split(pattern, ":")
	count(parts) >= 6
	regex.match(`^[*?:/]*[*?][*?:/]*$`, concat(":", array.slice(parts, 5, count(parts))))
}

# What stands before the slash is a kind, but for S3 a bucket.
is_every_resource(pattern) if {
	parts := split(pattern, ":")
	count(parts) >= 6
	parts[2] != "s3"
	regex.match(`^[a-zA-Z-]+[:/][*?:/]*[*?][*?:/]*$`, concat(":", array.slice(parts, 5, count(parts))))
}

# Whether a principal is anybody, of any account.
is_anybody(principal) if is_anyone(principal)

is_anyone(principal) if {
	is_string(principal)
	has_wildcard(principal)
}

is_anyone(principal) if {
	some names in principal
	some name in as_list(names)
	has_wildcard(name)
}

# Providers whose tokens anybody can have: without a condition on whose it is, they are everybody.
is_anybody(principal) if {
	some name in as_list(principal.Federated)
	some provider in ["token.actions.githubusercontent.com", "cognito-identity.amazonaws.com", "accounts.google.com", "gitlab.com"]
	endswith(name, provider)
}

# Whether a condition leaves fewer than everybody: an operator that needs the key to be there, a key that callers cannot choose for
# themselves, and values of which each names somebody.
is_narrowed(statement) if {
	some test in tests(statement)
	every value in test.values {
		names_somebody(test.key, value)
	}
}

# What a condition asks for with such operators.
tests(statement) := {test |
	some test in conditions(statement)
	trim_prefix(test.operator, "foranyvalue:") in {
		"arnequals", "arnlike", "bool", "ipaddress", "stringequals", "stringequalsignorecase", "stringlike",
	}
	count(test.values) > 0
	not test.holds_null
}

# Everything that a statement's conditions ask for: operators and keys in small letters, and values as text.
conditions(statement) := {test |
	some operator, asked in object.get(statement, "condition", {})
	some key, values in asked
	test := {
		"operator": lower(operator),
		"key": lower(key),
		"values": [text | some value in as_list(values); text := sprintf("%v", [value])],
		"holds_null": null in as_list(values),
	}
}

# Keys whose whole value is a name.
names_somebody(key, value) if {
	key in {
		"aws:principalaccount", "aws:principalorgid", "aws:sourceaccount", "aws:sourceorgid", "aws:sourceowner", "aws:sourcevpc",
		"aws:sourcevpce", "kms:calleraccount", "s3:dataaccesspointaccount",
	}
	not has_wildcard(value)
}

names_somebody(key, value) if {
	key in {"aws:principalarn", "aws:sourcearn", "lambda:sourcefunctionarn", "s3:dataaccesspointarn"}
	names_an_owner(value)
}

names_somebody(key, value) if {
	key in {"aws:principalorgpaths", "aws:sourceorgpaths"}
	not has_wildcard(split(value, "/")[0])
}

names_somebody("aws:userid", value) if count(literal(value)) >= 20

names_somebody("aws:sourceip", value) if not data.platform.network.is_wide(value)

names_somebody("elasticfilesystem:accessedviamounttarget", value) if lower(value) == "true"

# Tokens of an identity provider: `repo:<organisation>/…` of GitHub, or a name.
names_somebody(key, value) if {
	endswith(key, ":sub")
	not has_wildcard(value)
}

names_somebody(key, value) if {
	endswith(key, ":sub")
	regex.match(`^repo:[^*?/:]+/`, value)
}

names_somebody("cognito-identity.amazonaws.com:aud", value) if not has_wildcard(value)

names_somebody("accounts.google.com:aud", value) if not has_wildcard(value)

# An ARN with the account that owns it, or a bucket, whose name belongs to one account.
names_an_owner(arn) if regex.match(`^arn:[a-z-]+:[a-z0-9-]+:[a-z0-9*?-]*:\d{12}:`, arn)

names_an_owner(arn) if regex.match(`^arn:[a-z-]+:s3:::[a-z0-9.-]{3,}[^*?]*$`, arn)

# Policies of AWS that allow nearly everything, or everything of a service.
is_full_access(arn) if {
	startswith(split(arn, ":")[4], "aws")
	parts := split(arn, "/")
	regex.match(`(FullAccess|Administrator|^AdministratorAccess|^PowerUser)`, parts[count(parts) - 1])
}
