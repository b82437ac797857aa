# POL-010
package platform.rules.region

import data.platform.plan

rule := {
	"id": "POL-010",
	"title": "Resources live in the organisation's regions",
	"severity": "high",
	"why": "Customers' data stays in Korea; what lies elsewhere is watched by nobody.",
	"fix": "use the region of the settings, written as a constant or as a variable of the root; another one only by a provider with an alias, for backups and what AWS keeps in one place",
}

everywhere := {region | some region in array.concat(data.settings.regions, data.settings.secondary_regions)}

# Providers of AWS, by their address. A module that takes its caller's has no entry.
providers[address] := provider if {
	some address, provider in input.configuration.provider_config
	endswith(provider.full_name, "hashicorp/aws")
}

findings contains finding(address, sprintf("its region is %s", [region])) if {
	some address, provider in providers
	region := region_of(provider)
	not region in allowed(provider)
}

findings contains finding(address, "its region cannot be told") if {
	some address, provider in providers
	not region_of(provider)
}

finding(address, message) := {"address": sprintf("provider.%s", [address]), "message": message}

allowed(provider) := everywhere if {
	"alias" in object.keys(provider)
} else := {region | some region in data.settings.regions}

# Written as a constant, or as one variable of the root. A local value, a data source or an output may be anything.
region_of(provider) := region if {
	region := provider.expressions.region.constant_value
	is_string(region)
}

region_of(provider) := region if {
	not provider.module_address
	[reference] := provider.expressions.region.references
	startswith(reference, "var.")
	region := input.variables[trim_prefix(reference, "var.")].value
	is_string(region)
}

# What a plan already knows lies somewhere: data sources that it read, and what there is. A variable in a function's arguments looks
# like the variable, so that the region that AWS answered with counts too.
findings contains finding(address, sprintf("%s lies in %s", [known, region])) if {
	some address, provider in providers
	some known, region in regional
	provider_of(known) == address
	not region in everywhere
}

regional[known] := region if {
	some parent in [{"path": "prior_state"}, {"path": "planned_values"}]
	walk(input[parent.path].values.root_module, [path, resources])
	path[count(path) - 1] == "resources"
	some resource in resources
	known := resource.address
	parts := split(resource.values.arn, ":")
	region := parts[3]
	region != ""
}

provider_of(address) := plan.provider_keys[plan.without_indexes(address)]

# A resource or a copy of it that names a region itself, at any depth.
findings contains plan.finding(resource, sprintf("its %s is %s", [argument, region])) if {
	some resource in plan.written
	walk(resource.change.after, [path, region])
	argument := plan.argument(path)
	argument in {"destination_region", "region", "region_name", "regions", "replica_regions", "vpc_region"}
	is_string(region)
	regex.match(`^[a-z]{2}(-[a-z]+)+-\d$`, region)
	not region in everywhere
}
