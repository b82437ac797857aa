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

variable "adopt_existing" {
  description = "Whether the bucket and the table exist already, made by hand, and are taken over. Once they are in the state it changes nothing."
  type        = bool
  nullable    = false
}

variable "version_days" {
  description = "Days for which an earlier version of a state can be brought back."
  type        = number
  nullable    = false

  validation {
    condition     = var.version_days >= 30 && var.version_days <= 3653
    error_message = "version_days must be 30 to 3653, such as 365."
  }

  validation {
    condition     = var.environment != "prod" || var.version_days >= 365
    error_message = "version_days must be at least 365 in prod: a loss may be found late."
  }
}

variable "access_log_days" {
  description = "Days after which it can no longer be seen who read a state."
  type        = number
  nullable    = false

  validation {
    condition     = var.access_log_days >= 30 && var.access_log_days <= 3653
    error_message = "access_log_days must be 30 to 3653, such as 365."
  }
}

variable "deletion_protection" {
  description = "Whether AWS refuses to delete the bucket and the table. Terraform refuses always."
  type        = bool
  nullable    = false

  validation {
    condition     = var.environment != "prod" || var.deletion_protection
    error_message = "deletion_protection must be true in prod."
  }
}
