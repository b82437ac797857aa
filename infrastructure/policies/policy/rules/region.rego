# POL-010
package platform.rules.region

rule := {
	"id": "POL-010",
	"title": "Resources live in the organisation's regions",
	"severity": "high",
	"why": "Customers' data stays in Korea; what lies elsewhere is watched by nobody.",
	"fix": "use the region of the settings; another one only by a provider with an alias, for backups and what AWS keeps in one place",
}

findings contains {"address": sprintf("provider.%s", [name]), "message": sprintf("its region is %s", [region])} if {
	some name, provider in input.configuration.provider_config
	endswith(provider.full_name, "hashicorp/aws")
	some region in regions(provider)
	not region in allowed(provider)
}

allowed(provider) := {region |
	some region in array.concat(data.settings.regions, data.settings.secondary_regions)
} if {
	"alias" in object.keys(provider)
} else := {region | some region in data.settings.regions}

# Written as a constant, or as a variable of the root.
regions(provider) := {region | some region in candidates(provider); is_string(region)}

candidates(provider) := {value} if {
	value := provider.expressions.region.constant_value
} else := {input.variables[name].value |
	some reference in provider.expressions.region.references
	startswith(reference, "var.")
	name := split(reference, ".")[1]
}
