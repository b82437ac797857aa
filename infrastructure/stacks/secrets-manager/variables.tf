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

variable "secrets" {
  description = "Secrets that rotate by themselves, by `<service>/<purpose>`. Whoever checks one accepts its last value too (`previous`), so nobody is locked out while it changes."
  type = map(object({
    description   = string
    rotation_days = optional(number, 30)
  }))
  nullable = false

  # The first part is the tag by which roles are let in.
  validation {
    condition     = alltrue([for name in keys(var.secrets) : can(regex("^[a-z][a-z0-9-]{1,38}[a-z0-9]/[a-z][a-z0-9-]{1,38}[a-z0-9]$", name))])
    error_message = "Names of secrets must be a service and a purpose, such as \"checkout/session-key\"."
  }

  validation {
    condition     = alltrue([for secret in values(var.secrets) : length(secret.description) >= 10])
    error_message = "Each secret needs a description of at least 10 characters that says what breaks without it, such as \"Signs the sessions of customers.\"."
  }

  validation {
    condition     = alltrue([for secret in values(var.secrets) : secret.rotation_days >= 1 && secret.rotation_days <= 90 && floor(secret.rotation_days) == secret.rotation_days])
    error_message = "rotation_days must be a whole number from 1 to 90, such as 30."
  }
}

variable "recovery_days" {
  description = "Days for which a deleted secret can be brought back."
  type        = number
  nullable    = false

  validation {
    condition     = var.recovery_days >= 7 && var.recovery_days <= 30 && floor(var.recovery_days) == var.recovery_days
    error_message = "recovery_days must be a whole number from 7 to 30, such as 30."
  }

  validation {
    condition     = var.environment != "prod" || var.recovery_days == 30
    error_message = "recovery_days must be 30 in prod."
  }
}

variable "log_retention_days" {
  description = "Days for which it can be searched what the rotation did."
  type        = number
  nullable    = false

  validation {
    condition     = contains([30, 60, 90, 120, 150, 180, 365, 400], var.log_retention_days)
    error_message = "log_retention_days must be at least 30 and one that CloudWatch Logs offers, such as 90."
  }
}
