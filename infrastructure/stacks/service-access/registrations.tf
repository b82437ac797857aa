# One registration for each service, as infrastructure/services/README.md says. What they may hold is checked where they are
# written (platform atlantis compile); what this stack relies on is checked again here, because rights follow from it.
locals {
  directory = "${path.module}/${var.registrations}"
  registrations = {
    for file in fileset(local.directory, "*.yaml") : trimsuffix(file, ".yaml") => yamldecode(file("${local.directory}/${file}"))
  }
  services = {
    for name, registration in local.registrations : name => registration if contains(registration.environments, var.environment)
  }

  # What a service makes is called <service>-<environment>…: where AWS knows no tags, the name is what is allowed.
  prefixes = { for name, registration in local.services : name => "${name}-${var.environment}" }

  # Their resources are tagged with their names, and so a service of that name would reach them.
  stacks = [for file in fileset("${path.module}/..", "*/stack.yaml") : dirname(file)]

  misnamed = [for name, registration in local.registrations : name if registration.name != name || !can(regex("^[a-z][a-z0-9-]{1,38}[a-z0-9]$", name))]
  colliding = flatten([
    for name, prefix in local.prefixes : [for other in keys(local.registrations) : "${name} and ${other}" if other != name && startswith(other, prefix)]
  ])
}

resource "terraform_data" "registrations" {
  input = sort(keys(local.services))

  lifecycle {
    precondition {
      condition     = length(local.misnamed) == 0
      error_message = "A registration's name must be its file's, of 3 to 40 lower-case letters, digits and hyphens, such as checkout in checkout.yaml. Wrong: ${join(", ", local.misnamed)}."
    }

    precondition {
      condition     = length(setintersection(keys(local.registrations), ["dbadmin", "internal", "platform", "unregistered"])) == 0
      error_message = "No service may be called dbadmin, internal, platform or unregistered: a database's administrator, the private zone and the roles plan-platform, apply-platform and plan-unregistered would be its own. Rename it, such as to platform-api."
    }

    precondition {
      condition     = length(setintersection(keys(local.registrations), local.stacks)) == 0
      error_message = "No service may be called like a stack, whose resources carry that tag: ${join(", ", setintersection(keys(local.registrations), local.stacks))}. Rename it."
    }

    precondition {
      condition     = length(local.colliding) == 0
      error_message = "A service's name must not begin with another's name and environment, whose rights would reach it. Rename one of: ${join(", ", local.colliding)}."
    }
  }
}
