# Where a module's code comes from.
package platform.modules

import data.platform.context
import data.platform.plan

# A release of a module of the central repository, on the host that the server names.
# git::<central repository>//infrastructure/modules/<module>?ref=<module>/vX.Y.Z
released(source) if {
	parts := regex.find_all_string_submatch_n(
		`^git::(https://[^/?#@]+/[^/?#]+/[^/?#]+\.git)//infrastructure/modules/([a-z0-9-]+)\?ref=([a-z0-9-]+)/v\d+\.\d+\.\d+$`,
		source, 1,
	)
	[_, repository, module, tagged] := parts[0]
	repository == context.central
	module == tagged
}

shared contains call.address if {
	some call in plan.module_calls
	released(call.source)
}

# Whether a resource's code was reviewed by the platform team: it is the central repository's, or a shared module's.
is_reviewed(_) if context.is_central

is_reviewed(resource) if {
	some address in shared
	startswith(plan.without_indexes(resource.address), sprintf("%s.", [address]))
}

# Arguments, at any depth, whose value somebody keeps from the rules: it is written down, so that only the apply will tell it. A rule
# cannot let pass what it cannot see. A shared module takes such values from its caller too.
hidden(resource) := {name |
	input.configuration
	not context.is_central
	walk(resource.change.after_unknown, [path, true])
	names := [name | some name in path; is_string(name)]
	name := names[count(names) - 1]
	plan.is_written(resource, names)
}
