# Waivers: who may break which rule, where, why and until when. One file each in waivers/, merged through a pull request.
package platform.waivers

import data.platform.context

required_fields := ["rule", "service", "address", "owner", "reason", "expires"]

# The waiver that covers a finding of this plan today; of several, one is enough.
covering(rule_id, address) := min({name | some name in holding; covers(name, rule_id, address)})

covers(name, rule_id, address) if {
	waiver := data.waivers[name]
	waiver.rule == rule_id
	glob.match(waiver.address, ["."], address)
}

# Those that count for this plan today.
holding contains name if {
	some name, waiver in data.waivers
	fits(waiver)
	valid[name]
	not expired[name]
}

# What a waiver is for is what Atlantis knows of the plan, never what the plan says of itself.
fits(waiver) if {
	waiver.service == context.service
	object.get(waiver, "environment", context.environment) == context.environment
}

valid contains name if {
	some name, _ in data.waivers
	not faults[name]
}

# What keeps a waiver from being one, each with its fix.
faults[name] contains message if {
	some name, waiver in data.waivers
	not complete(waiver)
	message := sprintf(
		"it needs %s, each with a text: a rule that there is, an environment that there is or none, and expires as YYYY-MM-DD, at most 180 days ahead. Fix: complete %s",
		[concat(", ", required_fields), file(name)],
	)
}

faults[name] contains message if {
	some name, waiver in data.waivers
	complete(waiver)
	is_pattern(waiver.address)
	message := sprintf(
		"its address %s has one of [ ] { } ? without a backslash before it, and so is a pattern of more than asterisks. Fix: write it as in 'module.partner\\[0\\].**', in %s",
		[waiver.address, file(name)],
	)
}

faults[name] contains message if {
	some name, waiver in data.waivers
	complete(waiver)
	not is_pattern(waiver.address)
	not names_something(waiver.address)
	message := sprintf(
		"its address %s names no module, no provider and no type of resource as a whole, and so covers whatever comes. Fix: name one, as in module.partner.** or aws_s3_bucket.*, in %s",
		[waiver.address, file(name)],
	)
}

# Whose another service is, this plan does not know, and need not: that one's own plans say so.
faults[name] contains message if {
	some name, waiver in data.waivers
	complete(waiver)
	waiver.service == context.service
	not waiver.owner in answerable
	message := sprintf(
		"its owner is %s, and %s. Fix: in %s, the owner is %s",
		[waiver.owner, belongs, file(name), concat(" or ", sort(answerable))],
	)
}

complete(waiver) if {
	every field in required_fields {
		trim_space(waiver[field]) != ""
	}
	waiver.rule in rules
	object.get(waiver, "environment", "prod") in {"dev", "stg", "prod"}
	time.parse_rfc3339_ns(last_moment(waiver)) <= latest
}

# Of what patterns know, only the asterisk is one: {**,module.partner.x} would name a module and cover everything.
is_pattern(address) if regex.match(`[\[\]{}?]`, regex.replace(address, `\\.`, ""))

# A module's or a provider's name or a resource's type, whole: what has only pieces of them between asterisks covers whatever comes. The
# form refuses the same (waiverAnswers.ts).
names_something(address) if {
	regex.match(
		`(^|\.)(module\.[A-Za-z_][\w-]*([.:[]|$)|provider\.[a-z][\w-]*(\.|$)|[a-z][a-z0-9]*_[a-z0-9_]+\.\S)`,
		regex.replace(address, `\\(.)`, "$1"),
	)
}

# Who may answer for a waiver of this plan's service: its owner, and the platform team, which owns the rules.
answerable contains context.platform_team

answerable contains context.owner if context.owner != ""

belongs := sprintf("%s belongs to %s", [context.service, context.owner]) if {
	context.owner != ""
} else := sprintf("%s is not registered, or this server does not know it yet", [context.service])

file(name) := sprintf("infrastructure/policies/waivers/%s.yaml", [name])

rules contains package_.rule.id if some package_ in data.platform.rules

# Nothing is waived for ever: in half a year somebody decides again.
latest := time.now_ns() + ((((180 * 24) * 60) * 60) * 1000000000)

# A waiver holds to the end of its day, in universal time.
expired contains name if {
	some name, waiver in data.waivers
	time.parse_rfc3339_ns(last_moment(waiver)) < time.now_ns()
}

last_moment(waiver) := sprintf("%sT23:59:59Z", [waiver.expires])

# A waiver that ran out stops the plans of its service, and so does one that is none: nothing hides behind it by accident. Where it does
# not say whose it is, it stops everybody's.
problems contains message if {
	some name, waiver in data.waivers
	fits(waiver)
	expired[name]
	message := sprintf(
		"waiver %s: it expired on %s. Fix: mend %s (%s), then remove %s, or ask %s for a new date",
		[name, waiver.expires, waiver.address, waiver.rule, file(name), waiver.owner],
	)
}

problems contains message if {
	some name, waiver in data.waivers
	not of_another_service(waiver)
	some fault in faults[name]
	message := sprintf("waiver %s: %s", [name, fault])
}

of_another_service(waiver) if {
	regex.match(`^[a-z0-9/-]+$`, waiver.service)
	waiver.service != context.service
}
