# POL-004
package platform.rules.tags

import data.platform.modules
import data.platform.plan

rule := {
	"id": "POL-004",
	"title": "Everything carries the standard tags",
	"severity": "medium",
	"why": "Cost reports, apply roles, backups and the search for an owner at night rely on them.",
	"fix": "pass the output tags of the module common-tags to default_tags of each provider, one with an alias too",
}

required := ["Service", "Owner", "Environment", "Repository", "DataClassification", "ManagedBy"]

# The release of common-tags that was the first to give a tag; the others are in all of them.
since := {"DataClassification": "1.1.0"}

findings contains object.union(plan.finding(resource, message), outdated(missing)) if {
	some resource in plan.written

	# only what can be tagged has the attribute; tags that only the apply will tell are not known to be missing
	"tags_all" in object.keys(resource.change.after)
	missing := [tag |
		some tag in required
		trim_space(object.get(plan.tags(resource), tag, "")) == ""
		not is_empty(resource, tag)
	]
	count(missing) > 0
	message := sprintf("tags are missing: %s", [concat(", ", missing)])
}

# Where what is missing came only with a newer release of common-tags than the one that is called, default_tags are right as they are.
outdated(missing) := {"fix": sprintf("let the source of %s end in ?ref=common-tags/v%s or newer", [concat(" and ", calls), release])} if {
	some tag in missing
	release := since[tag]
	every other in missing {
		semver.compare(since[other], release) <= 0
	}
	calls := sort([call.address | some call in plan.module_calls; is_older(call, release)])
	count(calls) > 0
} else := {}

is_older(call, release) if {
	modules.released(call.source)
	semver.compare(regex.find_all_string_submatch_n(`\?ref=common-tags/v(.+)$`, call.source, 1)[0][1], release) < 0
}

findings contains object.union(plan.finding(resource, message), {"fix": fix}) if {
	some resource in plan.written
	some argument in modules.hidden(resource)
	argument in ({"tags", "BackupTier"} | {tag | some tag in required})
	message := sprintf("%s is known only after the apply", [argument])
	fix := sprintf("write %s as a text, a variable or an output of common-tags, and not as something that another resource gives", [argument])
}

# An empty tag hides the provider's, and makes all of them known only after the apply.
findings contains object.union(plan.finding(resource, message), {"fix": fix}) if {
	some resource in plan.written
	some tag in required
	is_empty(resource, tag)
	message := sprintf("the tag %s is empty", [tag])
	fix := sprintf("leave the tag %s out of the resource: default_tags of the provider give it", [tag])
}

is_empty(resource, tag) if trim_space(resource.change.after.tags[tag]) == ""
