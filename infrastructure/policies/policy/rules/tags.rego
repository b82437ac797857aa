# POL-004
package platform.rules.tags

import data.platform.modules
import data.platform.plan

rule := {
	"id": "POL-004",
	"title": "Everything carries the standard tags",
	"severity": "medium",
	"why": "Cost reports, apply roles, backups and the search for an owner at night rely on them.",
	"fix": "pass the output tags of the module common-tags to default_tags of the provider",
}

required := ["Service", "Owner", "Environment", "Repository", "DataClassification", "ManagedBy"]

findings contains plan.finding(resource, sprintf("the tags %s are missing", [concat(", ", missing)])) if {
	some resource in plan.written

	# only what can be tagged has the attribute; tags that only the apply will tell are not known to be missing
	"tags_all" in object.keys(resource.change.after)
	missing := [tag | some tag in required; trim_space(object.get(plan.tags(resource), tag, "")) == ""]
	count(missing) > 0
}

findings contains plan.finding(resource, sprintf("%s is known only after the apply", [argument])) if {
	some resource in plan.written
	some argument in modules.hidden(resource)
	argument in ({"tags", "BackupTier"} | {tag | some tag in required})
}

# An empty tag hides the provider's, and makes all of them known only after the apply.
findings contains plan.finding(resource, sprintf("the tag %s is empty", [tag])) if {
	some resource in plan.written
	some tag in required
	trim_space(resource.change.after.tags[tag]) == ""
}
