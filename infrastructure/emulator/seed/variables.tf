variable "organisation" {
  description = "Name of the organisation, which is part of every bucket's name."
  type        = string
  default     = "connectly"
  nullable    = false

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{1,30}[a-z0-9]$", var.organisation))
    error_message = "organisation must be 3 to 32 lower-case letters, digits and hyphens, such as \"connectly\"."
  }
}

variable "region" {
  description = "Region of everything that the platform runs."
  type        = string
  default     = "ap-northeast-2"
  nullable    = false

  validation {
    condition     = can(regex("^[a-z]{2}(-[a-z]+)+-[0-9]$", var.region))
    error_message = "region must be the code of a region, such as \"ap-northeast-2\"."
  }
}

variable "environments" {
  description = "Environments whose state buckets and lock tables are made."
  type        = set(string)
  default     = ["dev", "stg", "prod"]
  nullable    = false

  validation {
    condition     = contains(var.environments, "dev") && alltrue([for name in var.environments : can(regex("^[a-z]{2,8}$", name))])
    error_message = "environments must be short lower-case names with dev among them, such as [\"dev\", \"stg\", \"prod\"]."
  }
}

variable "vpc_cidr" {
  description = "IPv4 block of the shared network."
  type        = string
  default     = "10.20.0.0/16"
  nullable    = false

  validation {
    condition     = can(cidrnetmask(var.vpc_cidr)) && endswith(var.vpc_cidr, "/16")
    error_message = "vpc_cidr must be a /16 block, such as \"10.20.0.0/16\": subnets are cut from it as /20."
  }
}
