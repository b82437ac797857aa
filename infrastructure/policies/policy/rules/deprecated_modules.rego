# POL-008
package platform.rules.deprecated_modules

import data.platform.plan

rule := {
	"id": "POL-008",
	"title": "No module of a deprecated release",
	"severity": "medium",
	"why": "A release is deprecated when it has a fault that nobody should live with.",
	"fix": "take the newest release; UPGRADE-N.md of the module shows what changes",
}

findings contains {"address": call.address, "message": sprintf("%s v%s is deprecated: %s", [module, version, range.reason])} if {
	some call in plan.module_calls
	parts := regex.find_all_string_submatch_n(`\?ref=([a-z0-9-]+)/v(\d+\.\d+\.\d+)$`, call.source, 1)
	[_, module, version] := parts[0]
	some range in data.modules[module].deprecated
	every comparator in range.comparators {
		holds(version, comparator)
	}
}

holds(version, comparator) if {
	comparator.operator == "<"
	semver.compare(version, comparator.version) < 0
}

holds(version, comparator) if {
	comparator.operator == "<="
	semver.compare(version, comparator.version) <= 0
}

holds(version, comparator) if {
	comparator.operator == ">"
	semver.compare(version, comparator.version) > 0
}

holds(version, comparator) if {
	comparator.operator == ">="
	semver.compare(version, comparator.version) >= 0
}

holds(version, comparator) if {
	comparator.operator == "="
	semver.compare(version, comparator.version) == 0
}
