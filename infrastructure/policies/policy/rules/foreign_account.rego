# POL-017
package platform.rules.foreign_account

import data.platform.accounts
import data.platform.context
import data.platform.iam
import data.platform.modules
import data.platform.plan
import data.platform.receivers

rule := {
	"id": "POL-017",
	"title": "Nothing is given or sent to a foreign account",
	"severity": "high",
	"why": "Who is let in from another account, or gets copies there, keeps the data whatever happens here.",
	"fix": "name the organisation's accounts, known while planning; for messages to people use the platform's alarm topic, and for a partner ask for a waiver",
}

# Texts of a service's own, in which an account's number decides nothing.
free := {
	"comment", "container_definitions", "description", "environment_variable", "environment_variables", "item", "tags", "tags_all", "user_data",
	"variables",
}

# Any argument of any type: shares, peers, targets, copies, keys.
findings contains plan.finding(resource, sprintf("its %s names %s, which is not the organisation's", [name, owner])) if {
	some resource in plan.written
	startswith(resource.type, "aws_")
	not resource.type in iam.only_stored
	walk(resource.change.after, [path, text])
	is_string(text)
	not is_free(path)
	name := plan.argument(path)
	some owner in foreign_in(text)
}

is_free(path) if {
	some name in path
	name in free
}

foreign_in(text) := accounts.foreign(text) if not is_document(text)

# Statements of policies are read below: what they deny is no gift.
foreign_in(text) := {owner |
	walk(json.unmarshal(text), [_, value])
	is_string(value)
	some owner in accounts.foreign(value)
	contains(value, ":")
} if {
	is_document(text)
	not iam.is_policy(json.unmarshal(text))
}

is_document(text) if regex.match(`^\s*[{\[]`, text)

# Principals of AWS, of which each has to be an own one.
findings contains plan.finding(entry.resource, sprintf("a statement lets in %s, which names none of the organisation's accounts", [name])) if {
	some entry in iam.allowing
	some name in principals(entry.statement.principal)
	not iam.has_wildcard(name)
	not accounts.is_own(name)
}

principals(principal) := {principal} if is_string(principal)

principals(principal) := {name |
	some kind, names in principal
	lower(kind) in {"aws", "canonicaluser"}
	some name in iam.as_list(names)
} if {
	is_object(principal)
}

findings contains plan.finding(entry.resource, sprintf("a statement names %s, which is not the organisation's", [owner])) if {
	some entry in iam.allowing
	some text in named(entry.statement)
	some owner in accounts.foreign(text)
}

# What a statement is about, who vouches for the caller, and what narrows it down.
named(statement) := (resources | providers) | conditions if {
	resources := {text | some text in iam.as_list(object.get(statement, "resource", []))}
	providers := {text |
		some kind, names in statement.principal
		lower(kind) == "federated"
		some text in iam.as_list(names)
	}
	conditions := {text |
		some test in positive(statement)
		not contains(test.key, "/")
		test.key != "sts:externalid"
		some text in test.values
	}
}

positive(statement) := {test |
	some test in iam.conditions(statement)
	not regex.match(`(not|null)`, test.operator)
}

# Everybody, as far as a condition lets them (POL-006): it has to name own ones. Addresses, networks and ids of users are of any account.
findings contains plan.finding(entry.resource, "a statement lets everybody in, with conditions that name none of the organisation's accounts") if {
	some entry in iam.allowing
	iam.is_anyone(entry.statement.principal)
	iam.is_narrowed(entry.statement)
	not names_own(entry)
}

names_own(entry) if {
	some test in iam.tests(entry.statement)
	every value in test.values {
		is_own(entry.resource, test.key, value)
	}
}

is_own(_, key, value) if {
	iam.names_somebody(key, value)
	accounts.is_own(value)
}

is_own(resource, "aws:sourcearn", value) if accounts.is_own_bucket(resource, value)

is_own(_, "elasticfilesystem:accessedviamounttarget", value) if lower(value) == "true"

# GitHub signs tokens for every organisation's workflows.
findings contains plan.finding(entry.resource, sprintf("a statement lets in workflows of others than %s", [organisation])) if {
	some entry in iam.allowing
	some name in iam.as_list(entry.statement.principal.Federated)
	endswith(name, "token.actions.githubusercontent.com")
	iam.is_narrowed(entry.statement)
	not is_of_own_workflows(entry.statement)
}

organisation := split(context.central, "/")[3]

is_of_own_workflows(statement) if {
	some test in iam.tests(statement)
	test.key == "token.actions.githubusercontent.com:sub"
	every value in test.values {
		startswith(lower(value), sprintf("repo:%s/", [lower(organisation)]))
	}
}

findings contains plan.finding(resource, "a grant names somebody by an id or an address that tells no account; use a policy") if {
	some resource in plan.written
	some argument in ["access_control_policy", "grant"]
	plan.written_down(resource, argument)
	walk(resource.change.after[argument], [path, value])
	path[count(path) - 1] == "type"
	value in {"AmazonCustomerByEmail", "CanonicalUser"}
}

findings contains plan.finding(resource, sprintf("it sends to %s, which is no bucket of this root, or is not made first", [arn])) if {
	not context.is_central
	some [resource, arn] in receivers.buckets
	not accounts.is_own_bucket(resource, arn)
}

findings contains plan.finding(resource, sprintf("it sends to %s", [address])) if {
	not context.is_central
	some [resource, address] in receivers.outside
}

# A service that somebody offers by PrivateLink: its name tells no account. AWS's own are called otherwise.
findings contains plan.finding(resource, sprintf("it leads to %s, which may be anybody's", [name])) if {
	some resource in plan.written
	resource.type == "aws_vpc_endpoint"
	not context.is_central
	name := resource.change.after.service_name
	contains(name, "vpce-svc-")
}

findings contains plan.finding(resource, "service_name is known only after the apply") if {
	some resource in plan.written
	resource.type == "aws_vpc_endpoint"
	not modules.is_reviewed(resource)
	"service_name" in modules.hidden(resource)
	not plan.refers_only_to(resource, "service_name", "aws_vpc_endpoint_service.")
}

# What a rule cannot see, it cannot let pass. POL-003 says it of account_ids and shared_accounts, POL-006 of policies.
judged := {
	"account", "account_id", "allowed_principals", "consumer_identifier", "grantee_principal", "organization_arn", "organization_id",
	"organizational_unit_arn", "peer_account_id", "peer_owner_id", "principal", "principal_arn", "principal_org_id", "principals",
	"retiring_principal", "source_account",
}

findings contains plan.finding(resource, sprintf("%s is known only after the apply", [argument])) if {
	some resource in plan.written
	some argument in (modules.hidden(resource) & judged)
}

findings contains plan.finding(resource, sprintf("%s is known only after the apply; write it from name, account and region", [argument])) if {
	not context.is_central
	some resource in plan.written
	not modules.is_reviewed(resource)
	some argument in receivers.hidden(resource)
}
