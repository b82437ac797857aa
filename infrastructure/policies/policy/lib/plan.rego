# Reads the JSON that `terraform show -json` gives of a plan.
package platform.plan

# Resources that the plan creates, changes or replaces. What it leaves alone is not judged: an old fault must not stop
# whoever mends another one.
written contains resource if {
	some resource in input.resource_changes
	resource.mode == "managed"
	some action in resource.change.actions
	action in {"create", "update"}
}

# Resources that the plan takes away, makes anew, or leaves to nobody (a block removed that keeps them).
removed contains resource if {
	some resource in input.resource_changes
	resource.mode == "managed"
	some action in resource.change.actions
	action in {"delete", "forget"}
}

# Whether a resource that is known by one of these arguments is taken away for good.
goes(type, arguments, value) if {
	some resource in input.resource_changes
	resource.type == type
	resource.change.actions == ["delete"]
	some argument in arguments
	resource.change.before[argument] == value
}

# Whether the plan makes another one for the same: a resource that got a new address without a block moved.
made_anew(type, argument, value) if {
	some resource in written
	resource.type == type
	resource.change.after[argument] == value
}

# Whether an argument has a value, also one that only the apply will tell.
is_set(resource, name) if {
	value := resource.change.after[name]
	not value in {null, "", false, 0}
	not value in {[], {}}
}

is_set(resource, name) if will_be_known(resource, name)

# Whether an argument is true, or only the apply will tell.
# The provider writes some booleans as text.
is_on(resource, name) if resource.change.after[name] in {true, "true"}

is_on(resource, name) if will_be_known(resource, name)

# Whether an argument is written down, and not what AWS chose: by its name, or the names of the blocks that it stands in and its own.
# A plan of `terraform test` does not say it.
written_down(resource, name) if is_written(resource, [name])

is_written(_, _) if not input.configuration

is_written(resource, [name]) if name in object.keys(expressions_of(resource))

is_written(resource, names) if {
	count(names) > 1
	walk(expressions_of(resource)[names[0]], [path, _])
	path[count(path) - 1] in {names[count(names) - 1], "references"}
}

# A plan does not say what is written in a dynamic block, only what becomes of it.
is_written(resource, names) if {
	count(names) > 1
	not names[0] in object.keys(expressions_of(resource))
}

expressions_of(resource) := object.get(expressions, without_indexes(resource.address), {})

# The argument that a path of `walk` leads to, also into a list of it.
argument(path) := names[count(names) - 1] if {
	names := [name | some name in path; is_string(name)]
}

# Whether an argument inside a block is written down, with a value that only the apply will tell.
block_will_be_known(resource, block, name) if {
	walk(resource.change.after_unknown[block], [path, true])
	path[count(path) - 1] == name
	is_written(resource, [block, name])
}

# Whether an argument is written down, with a value that only the apply will tell. What is not written and will be known too is
# AWS's own choice.
will_be_known(resource, name) if {
	resource.change.after_unknown[name] == true
	written_down(resource, name)
}

# An index may hold anything: dots and brackets too, between quotes.
without_indexes(address) := regex.replace(address, `\[("(\\.|[^"\\])*"|\d+)\]`, "")

# Where a plan's configuration holds a list of each module's own, at any depth. Not by `walk` alone: constants that somebody writes into an
# argument are in the configuration too, and may look like modules and resources.
written_at(name, path) if {
	path[count(path) - 1] == name
	every position, part in array.slice(path, 0, count(path) - 1) {
		["module_calls", part, "module"][position % 3] == part
	}
	count(path) % 3 == 1
}

# The path to a module, of whose configuration something is a part.
parents(path) := [sprintf("module.%s", [part]) | some position, part in path; position % 3 == 1]

# Each resource and data source as it is written down, by its address without indexes.
configured[address] := resource if {
	walk(input.configuration.root_module, [path, value])
	written_at("resources", path)
	some resource in value
	address := concat(".", array.concat(parents(path), [resource.address]))
}

expressions[address] := resource.expressions if some address, resource in configured

# The provider of each, as configuration.provider_config names it.
provider_keys[address] := resource.provider_config_key if some address, resource in configured

# What an argument refers to, at any depth of a block.
references(resource, name) := {reference |
	walk(expressions_of(resource)[name], [path, reference])
	path[count(path) - 2] == "references"
}

# Whether a reference in a resource's module is to another resource, or to an output of the module that holds that.
names(resource, reference, other) if {
	points_to(concat("", [module_path(resource), reference]), without_indexes(other.address))
}

# The same, by the resource's own name.
names_itself(resource, reference, other) if {
	startswith(sprintf("%s%s.", [module_path(resource), reference]), sprintf("%s.", [without_indexes(other.address)]))
}

module_path(resource) := sprintf("%s.", [without_indexes(resource.module_address)]) if resource.module_address

module_path(resource) := "" if not resource.module_address

points_to(reference, address) if reference == address

points_to(reference, address) if startswith(reference, sprintf("%s.", [address]))

points_to(reference, address) if startswith(reference, sprintf("%s[", [address]))

points_to(reference, address) if {
	parts := split(address, ".")
	count(parts) > 2
	startswith(reference, sprintf("%s.", [concat(".", array.slice(parts, 0, count(parts) - 2))]))
	not contains(reference, ".aws_")
}

# Whether an argument is one expression, and refers to resources of one type and nothing else.
refers_only_to(resource, name, prefix) if {
	references := expressions_of(resource)[name].references
	count(references) > 0
	every reference in references {
		startswith(reference, prefix)
	}
}

# An argument's value, or `otherwise` where it is absent or null.
value_of(resource, name, otherwise) := value if {
	value := object.get(resource.change.after, name, null)
	value != null
} else := otherwise

# Every tag, with those that the provider adds.
tags(resource) := object.get(resource.change.after, "tags_all", null) if {
	object.get(resource.change.after, "tags_all", null) != null
} else := {}

# Every call of a module, at any depth, with the path to it.
module_calls contains {"address": address, "source": call.source, "version": object.get(call, "version_constraint", "")} if {
	walk(input.configuration.root_module, [path, value])
	written_at("module_calls", path)
	some name, call in value
	address := concat(".", array.concat(parents(path), [sprintf("module.%s", [name])]))
}

# A resource's finding.
finding(resource, message) := {"address": resource.address, "message": message}
