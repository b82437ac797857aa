# Waivers: who may break which rule, where, why and until when. One file each in waivers/, merged through a pull request.
package platform.waivers

import data.platform.context

required_fields := ["rule", "service", "address", "owner", "reason", "expires"]

# The waiver that covers a finding of this plan today.
covering(rule_id, address) := name if {
	some name, waiver in data.waivers
	valid[name]
	not expired[name]
	waiver.rule == rule_id
	fits(waiver)
	glob.match(waiver.address, ["."], address)
}

# What a waiver is for is what Atlantis knows of the plan, never what the plan says of itself.
fits(waiver) if {
	waiver.service == context.service
	object.get(waiver, "environment", context.environment) == context.environment
}

valid contains name if {
	some name, waiver in data.waivers
	every field in required_fields {
		trim_space(waiver[field]) != ""
	}
	waiver.rule in rules
	object.get(waiver, "environment", "prod") in {"dev", "stg", "prod"}
	time.parse_rfc3339_ns(last_moment(waiver)) <= latest
}

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
		"waiver %s: it expired on %s. Fix: mend %s (%s), then remove infrastructure/policies/waivers/%s.yaml, or ask %s for a new date",
		[name, waiver.expires, waiver.address, waiver.rule, name, waiver.owner],
	)
}

problems contains message if {
	some name, waiver in data.waivers
	not valid[name]
	not of_another_service(waiver)
	message := sprintf(
		"waiver %s: it needs %s, each with a text: a rule that there is, an environment that there is or none, and expires as YYYY-MM-DD, at most 180 days ahead. Fix: complete infrastructure/policies/waivers/%s.yaml",
		[name, concat(", ", required_fields), name],
	)
}

of_another_service(waiver) if {
	regex.match(`^[a-z0-9/-]+$`, waiver.service)
	waiver.service != context.service
}
