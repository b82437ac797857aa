# The same in every stack: environments/<environment>.tfvars.json sets them.

variable "organisation" {
  description = "Name of the organisation, which is part of every bucket's name."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{1,30}[a-z0-9]$", var.organisation))
    error_message = "organisation must be 3 to 32 lower-case letters, digits and hyphens, such as \"connectly\"."
  }
}

variable "environment" {
  description = "Environment, which is an AWS account of its own."
  type        = string
  nullable    = false

  validation {
    condition     = contains(["dev", "stg", "prod"], var.environment)
    error_message = "environment must be one of dev, stg and prod, such as \"dev\"."
  }
}

variable "region" {
  description = "Region of everything that the platform runs."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[a-z]{2}(-[a-z]+)+-[0-9]$", var.region))
    error_message = "region must be the code of a region, such as \"ap-northeast-2\"."
  }
}

variable "domain" {
  description = "Domain that the environment owns, without a final dot."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z]{2,}$", var.domain))
    error_message = "domain must be a domain in lower case without a final dot, such as \"dev.connectly.example\"."
  }
}

# The stack's own: <environment>.tfvars.json sets them.

variable "service_zones" {
  description = "Services with a subdomain of their own, `<service>.<domain>`: each gets a zone here, to which the domain delegates."
  type        = set(string)
  nullable    = false

  validation {
    condition     = alltrue([for service in var.service_zones : can(regex("^[a-z][a-z0-9-]{1,38}[a-z0-9]$", service))])
    error_message = "service_zones must be names of services, such as \"checkout\"."
  }

  validation {
    condition     = !contains(var.service_zones, "internal")
    error_message = "service_zones must not name \"internal\", which is the private zone; a good name is \"checkout\"."
  }
}

variable "delegations" {
  description = "Subdomains whose zones are in other accounts, with the name servers of each."
  type        = map(list(string))
  nullable    = false

  validation {
    condition     = alltrue([for name in keys(var.delegations) : can(regex("^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$", name))])
    error_message = "Names of delegations must be one label without the domain, such as \"dev\"."
  }

  # With one server a domain is gone when that server is.
  validation {
    condition     = alltrue([for servers in values(var.delegations) : length(distinct(servers)) >= 2])
    error_message = "Each of delegations must name at least two name servers, such as the four of the zone's contract public_zone_name_servers."
  }

  validation {
    condition = alltrue(flatten([
      for servers in values(var.delegations) : [for server in servers : can(regex("^([a-z0-9-]+\\.)+[a-z]{2,}$", server))]
    ]))
    error_message = "Name servers of delegations must be names without a final dot, such as \"ns-1.awsdns-01.com\"."
  }

  validation {
    condition     = length(setintersection(keys(var.delegations), setunion(var.service_zones, ["internal"]))) == 0
    error_message = "A subdomain is a zone here (service_zones, internal) or elsewhere (delegations), not both; a good name is \"dev\"."
  }
}

variable "query_log_retention_days" {
  description = "Days for which it can be searched who asked for which name."
  type        = number
  nullable    = false

  validation {
    condition     = contains([7, 14, 30, 60, 90, 120, 150, 180, 365, 400], var.query_log_retention_days)
    error_message = "query_log_retention_days must be at least 7 and one that CloudWatch Logs offers, such as 30."
  }

  # An intrusion is often found by the names it asked for, months later.
  validation {
    condition     = var.environment != "prod" || var.query_log_retention_days >= 90
    error_message = "query_log_retention_days must be at least 90 in prod."
  }
}
