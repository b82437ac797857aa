# Whose something is: the organisation's own, or somebody else's.
package platform.accounts

import data.platform.plan

# The settings' accounts and organisation in AWS. Where plans are of the emulator, its account is among them
# (emulator/policies).
own contains id if some id in data.settings.accounts

own contains data.settings.organization_id

# What a text says of its owner: a number of an account, several with commas, an ARN with one, or an organisation's id, alone, before a
# path, or in an ARN of Organizations, whose account is only the one that pays.
owners(text) := ((numbers(text) | arn_owners(text)) | queue_owners(text)) | organizations(text)

numbers(text) := {id |
	some part in split(text, ",")
	id := trim_space(part)
	regex.match(`^\d{12}$`, id)
}

# Also of an ARN inside another: API Gateway calls functions by one.
arn_owners(text) := {found[1] |
	startswith(trim_space(text), "arn:")
	some found in regex.find_all_string_submatch_n(`arn:[a-z-]+:[a-z0-9-]+:[^:]*:(\d{12}):`, text, -1)
	organizations(text) == set()
}

# A queue by its address, or by the path with which API Gateway writes to it.
queue_owners(text) := {found[2] |
	some found in regex.find_all_string_submatch_n(`^(https://[a-z0-9.-]+\.amazonaws\.com/|arn:[a-z-]+:apigateway:[^:]*:[a-z0-9.-]+:path/)(\d{12})/`, text, 1)
}

organizations(text) := {found[0][2] |
	found := regex.find_all_string_submatch_n(`^\s*(arn:[a-z-]+:organizations::\d{12}:[a-z]+/)?(o-[a-z0-9]{10,32})\s*(/.*)?$`, text, 1)
	count(found) > 0
}

foreign(text) := owners(text) - own

is_own(text) if {
	count(owners(text)) > 0
	foreign(text) == set()
}

# A bucket's ARN says nothing of its account, and its name could be anybody's. What the root has made is its own.
is_own_bucket(_, text) if {
	some bucket in buckets
	bucket.change.before.bucket == bucket_in(text)
}

# What it is about to make is too, where the apply waits for it: with a name that is taken elsewhere, it ends there.
is_own_bucket(resource, text) if {
	some bucket in buckets
	bucket.change.actions == ["create"]
	bucket.change.after.bucket == bucket_in(text)
	some argument in object.keys(plan.expressions_of(resource))
	some reference in plan.references(resource, argument)
	plan.names(resource, reference, bucket)
}

buckets contains resource if {
	some resource in input.resource_changes
	resource.mode == "managed"
	resource.type == "aws_s3_bucket"
	resource.change.actions != ["delete"]
}

# By its ARN, or by its name.
bucket_in(text) := split(split(text, ":")[5], "/")[0] if {
	regex.match(`^arn:[a-z-]+:s3:::`, text)
} else := text
