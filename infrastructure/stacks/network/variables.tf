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

variable "vpc_cidr" {
  description = "IPv4 block of the network. Environments that meet at a transit gateway must not overlap."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^(10\\.|172\\.(1[6-9]|2[0-9]|3[01])\\.|192\\.168\\.)", var.vpc_cidr)) && can(cidrnetmask(var.vpc_cidr)) && endswith(var.vpc_cidr, "/16")
    error_message = "vpc_cidr must be a private /16 block, such as \"10.20.0.0/16\": subnets are cut from it as /20."
  }

  validation {
    condition     = !can(cidrnetmask(var.vpc_cidr)) || cidrsubnet(var.vpc_cidr, 0, 0) == var.vpc_cidr
    error_message = "vpc_cidr must be the block's first address, such as \"10.20.0.0/16\", not one within it."
  }
}

variable "zones" {
  description = "Availability zones by their letter, in the order in which subnets are cut. Add at the end: a zone that moves gets new subnets."
  type        = list(string)
  nullable    = false

  validation {
    condition     = length(var.zones) >= 2 && length(var.zones) <= 4
    error_message = "zones must be 2 to 4, such as [\"a\", \"c\"]: one zone may fail."
  }

  validation {
    condition     = alltrue([for zone in var.zones : can(regex("^[a-f]$", zone))]) && length(distinct(var.zones)) == length(var.zones)
    error_message = "zones must be different letters, such as [\"a\", \"c\"]; the region is put before them."
  }
}

variable "nat_per_zone" {
  description = "One NAT gateway in each zone, or one for all: cheaper, and a single zone's failure cuts every private subnet off."
  type        = bool
  nullable    = false

  validation {
    condition     = var.environment != "prod" || var.nat_per_zone
    error_message = "nat_per_zone must be true in prod: one zone may fail."
  }
}

variable "interface_endpoints" {
  description = "AWS services that private subnets reach without the NAT gateways, as in the endpoint's name after the region."
  type        = set(string)
  nullable    = false

  validation {
    condition     = alltrue([for service in var.interface_endpoints : can(regex("^[a-z0-9-]+(\\.[a-z0-9-]+)*$", service)) && !startswith(service, "com.")])
    error_message = "interface_endpoints must be the part of the name after the region, such as \"ecr.api\"."
  }

  # Both have gateway endpoints, which cost nothing.
  validation {
    condition     = length(setintersection(var.interface_endpoints, ["s3", "dynamodb"])) == 0
    error_message = "interface_endpoints must not name s3 or dynamodb, which have gateway endpoints; a good one is \"secretsmanager\"."
  }

  # With one of them only, a task's image is asked for through the NAT gateway, or not at all.
  validation {
    condition     = contains(var.interface_endpoints, "ecr.api") == contains(var.interface_endpoints, "ecr.dkr")
    error_message = "interface_endpoints must name both \"ecr.api\" and \"ecr.dkr\", or neither."
  }
}

variable "trusted_account_ids" {
  description = "Other accounts whose credentials work through the endpoints: those in whose roles the Atlantis of this network works."
  type        = set(string)
  nullable    = false

  validation {
    condition     = alltrue([for id in var.trusted_account_ids : can(regex("^[0-9]{12}$", id))])
    error_message = "trusted_account_ids must be accounts of 12 digits, such as [\"111122223333\"]."
  }
}

variable "transit_gateway_asn" {
  description = "Number of the Amazon side of the transit gateway's BGP sessions. Different in each environment."
  type        = number
  nullable    = false

  validation {
    condition     = var.transit_gateway_asn >= 64512 && var.transit_gateway_asn <= 65534
    error_message = "transit_gateway_asn must be a private number from 64512 to 65534, such as 64520."
  }
}

variable "transit_gateway_cidrs" {
  description = "Blocks that private subnets reach through the transit gateway: other networks and offices."
  type        = set(string)
  nullable    = false

  validation {
    condition     = alltrue([for cidr in var.transit_gateway_cidrs : can(cidrnetmask(cidr)) && cidr != "0.0.0.0/0"])
    error_message = "transit_gateway_cidrs must be IPv4 blocks and not everything, such as \"10.30.0.0/16\": the Internet is reached by NAT."
  }

  validation {
    condition     = !contains(var.transit_gateway_cidrs, var.vpc_cidr)
    error_message = "transit_gateway_cidrs must not hold the network's own block; a good one is another environment's, such as \"10.30.0.0/16\"."
  }
}

variable "flow_log_retention_days" {
  description = "Days for which flow logs can be searched."
  type        = number
  nullable    = false

  validation {
    condition     = contains([30, 60, 90, 120, 150, 180, 365, 400, 545, 731], var.flow_log_retention_days)
    error_message = "flow_log_retention_days must be at least 30 and one that CloudWatch Logs offers, such as 90."
  }

  validation {
    condition     = var.environment != "prod" || var.flow_log_retention_days >= 365
    error_message = "flow_log_retention_days must be at least 365 in prod."
  }
}
