# What conftest asks. Every package under platform.rules is a rule: `rule` says what it is, `findings` what it found.
package main

import data.platform.waivers

# The severities that stop an apply; the other one only warns.
blocking := {"high", "medium"}

# A cause has as many resources as a plan. So many of them are named.
named := 10

deny contains result(slug, cause, addresses) if {
	some slug, cause
	addresses := unwaived[slug][cause]
	data.platform.rules[slug].rule.severity in blocking
}

deny contains {"msg": message, "rule": "waiver"} if some message in waivers.problems

warn contains result(slug, cause, addresses) if {
	some slug, cause
	addresses := unwaived[slug][cause]
	not data.platform.rules[slug].rule.severity in blocking
}

# What was let through, for the record.
warn contains {"msg": message, "rule": rule.id, "waiver": name} if {
	some slug, name
	addresses := waived[slug][name]
	rule := data.platform.rules[slug].rule
	message := said(rule, addresses, sprintf("waived by %s until %s", [name, data.waivers[name].expires]))
}

# What nothing was let through by: it may be left over.
warn contains {"msg": message, "rule": "waiver", "waiver": name} if {
	some name in waivers.holding
	not covers_a_finding(name)
	message := sprintf("waiver %s covers nothing in this plan. Where %s is met without it, remove %s", [name, data.waivers[name].rule, waivers.file(name)])
}

covers_a_finding(name) if {
	some package_ in data.platform.rules
	some finding in package_.findings
	waivers.covers(name, package_.rule.id, finding.address)
}

# Where each rule found the same, to be mended in the same way: that is one finding for who reads it, wherever it is.
unwaived[slug][cause] contains finding.address if {
	some slug, package_ in data.platform.rules
	some finding in package_.findings
	not waivers.covering(package_.rule.id, finding.address)
	cause := {"message": finding.message, "fix": object.get(finding, "fix", package_.rule.fix)}
}

waived[slug][name] contains finding.address if {
	some slug, package_ in data.platform.rules
	some finding in package_.findings
	name := waivers.covering(package_.rule.id, finding.address)
}

result(slug, cause, addresses) := {
	"msg": said(rule, addresses, sprintf("%s. Fix: %s", [trim_suffix(cause.message, "."), cause.fix])),
	"rule": rule.id,
	"slug": slug,
	"severity": rule.severity,
	"addresses": sort(addresses),
} if {
	rule := data.platform.rules[slug].rule
}

# One place stands in the line itself, several below it.
said(rule, addresses, message) := sprintf("%s %s: %s", [rule.id, sort(addresses)[0], message]) if count(addresses) == 1

said(rule, addresses, message) := concat("\n", array.concat(
	[sprintf("%s in %d places: %s", [rule.id, count(addresses), message])],
	array.concat([sprintf("    %s", [address]) | some address in array.slice(sort(addresses), 0, named)], others(addresses)),
)) if {
	count(addresses) > 1
}

others(addresses) := [sprintf("    and %d more", [count(addresses) - named])] if {
	count(addresses) > named
} else := []
