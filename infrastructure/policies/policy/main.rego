# What conftest asks. Every package under platform.rules is a rule: `rule` says what it is, `findings` what it found.
package main

import data.platform.waivers

# The severities that stop an apply; the other one only warns.
blocking := {"high", "medium"}

deny contains result(slug, finding) if {
	some slug, package_ in data.platform.rules
	package_.rule.severity in blocking
	some finding in package_.findings
	not waivers.covering(package_.rule.id, finding.address)
}

deny contains {"msg": message, "rule": "waiver"} if some message in waivers.problems

warn contains result(slug, finding) if {
	some slug, package_ in data.platform.rules
	not package_.rule.severity in blocking
	some finding in package_.findings
	not waivers.covering(package_.rule.id, finding.address)
}

# What was let through, for the record.
warn contains {"msg": message, "rule": package_.rule.id, "waiver": name} if {
	some package_ in data.platform.rules
	some finding in package_.findings
	name := waivers.covering(package_.rule.id, finding.address)
	message := sprintf("%s %s: waived by %s until %s", [package_.rule.id, finding.address, name, data.waivers[name].expires])
}

result(slug, finding) := {
	"msg": sprintf("%s %s: %s. Fix: %s", [rule.id, finding.address, finding.message, rule.fix]),
	"rule": rule.id,
	"slug": slug,
	"severity": rule.severity,
	"address": finding.address,
} if {
	rule := data.platform.rules[slug].rule
}
