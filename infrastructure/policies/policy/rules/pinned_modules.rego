# POL-007
package platform.rules.pinned_modules

import data.platform.context
import data.platform.modules
import data.platform.plan

rule := {
	"id": "POL-007",
	"title": "Modules come from the central repository, at a release",
	"severity": "high",
	"why": "A branch or an open range plans something else tomorrow than what was reviewed today.",
	"fix": "use git::https://…//infrastructure/modules/<module>?ref=<module>/vX.Y.Z, or a module of the repository's own by a relative path",
}

findings contains {"address": call.address, "message": sprintf("%s is no release of a shared module", [call.source])} if {
	some call in plan.module_calls
	not local_path(call.source)
	not modules.released(call.source)
}

local_path(source) if {
	some prefix in ["./", "../"]
	startswith(source, prefix)
}

# Beside a repository's checkout lie those of others.
findings contains {"address": call.address, "message": sprintf("%s leaves the repository", [call.source])} if {
	some call in plan.module_calls
	local_path(call.source)
	count(split(call.address, ".")) == 2
	context.directory != ""
	ups := [part | some part in split(call.source, "/"); part == ".."]
	count(ups) > count(split(context.directory, "/"))
}
