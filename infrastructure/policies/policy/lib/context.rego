# What the server knows of a plan, and no pull request chooses. The steps `env` of the compiled workflows set it (platform atlantis
# compile), in the environment of conftest. Without it the plan is judged as one of production, and no waiver helps it.
package platform.context

# <organisation>/<name> of the repository whose pull request is planned.
repository := given("POLICY_REPOSITORY")

# The root's directory in it, and the name of its project.
directory := given("POLICY_DIRECTORY")

project := given("POLICY_PROJECT")

# The central repository, as modules name it: on one machine its host is another one.
central := address if {
	address := given("POLICY_CENTRAL")
	address != ""
} else := data.settings.central_repository

# Who owns what is planned: of a service the team that its registration names, and nobody before there is one; of a stack the platform team.
owner := platform_team if {
	is_central
} else := given("POLICY_OWNER")

platform_team := data.settings.platform_team

given(name) := trim_space(value) if {
	value := opa.runtime().env[name]
} else := ""

is_central if repository == trim_suffix(concat("/", array.slice(split(central, "/"), 3, 5)), ".git")

# A service is its repository, a stack is its folder. No name of a service has a slash.
service := sprintf("stacks/%s", [stack]) if {
	is_central
} else := split(repository, "/")[1] if {
	count(split(repository, "/")) == 2
} else := ""

stack := trim_prefix(directory, "infrastructure/stacks/") if {
	startswith(directory, "infrastructure/stacks/")
} else := ""

# The project's name chooses the account (compileAtlantis.ts); where directory and name do not agree on an environment, it is production.
environment := name if {
	some name in ["dev", "stg"]
	agreed(name)
} else := "prod"

# Whether it is known, and not only held to be production.
is_known if agreed(environment)

agreed(name) if {
	is_central
	stack != ""
	project == sprintf("%s-%s", [stack, name])
}

agreed(name) if {
	not is_central
	service != ""
	project == sprintf("%s-%s", [service, name])
	path := split(directory, "/")
	path[count(path) - 1] == name
}
