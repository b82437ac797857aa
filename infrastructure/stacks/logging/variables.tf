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

variable "log_groups" {
  description = "Shared log groups by name, which become `/platform/shared/<name>`, and the days for which each can be searched. All are archived."
  type        = map(number)
  nullable    = false

  validation {
    condition     = length(var.log_groups) > 0
    error_message = "log_groups must have at least one, such as { applications = 30 }."
  }

  validation {
    condition     = alltrue([for name in keys(var.log_groups) : can(regex("^[a-z][a-z0-9-]{1,38}[a-z0-9]$", name))])
    error_message = "Names in log_groups must be 3 to 40 lower-case letters, digits and hyphens, such as { applications = 30 }."
  }

  validation {
    condition     = alltrue([for days in values(var.log_groups) : contains([7, 14, 30, 60, 90, 120, 150, 180, 365], days)])
    error_message = "log_groups must be searchable for 7 to 365 days that CloudWatch Logs offers, such as 30: the archive keeps them longer for less."
  }
}

variable "archive_days" {
  description = "Days after which archived logs end."
  type        = number
  nullable    = false

  validation {
    condition     = var.archive_days >= 90 && var.archive_days <= 3653
    error_message = "archive_days must be 90 to 3653, such as 400."
  }

  validation {
    condition     = var.environment != "prod" || var.archive_days >= 400
    error_message = "archive_days must be at least 400 in prod: a year, and time to look back at it."
  }
}

variable "access_log_days" {
  description = "Days after which access logs of buckets end."
  type        = number
  nullable    = false

  validation {
    condition     = var.access_log_days >= 30 && var.access_log_days <= 3653
    error_message = "access_log_days must be 30 to 3653, such as 90."
  }
}

variable "delivery" {
  description = "When a batch goes to the archive: after so many MiB or seconds, whichever comes first. Larger batches are cheaper to store and faster to query."
  type = object({
    size_mib         = number
    interval_seconds = number
  })
  nullable = false

  validation {
    condition     = var.delivery.size_mib >= 1 && var.delivery.size_mib <= 128
    error_message = "delivery.size_mib must be 1 to 128, such as 64."
  }

  validation {
    condition     = var.delivery.interval_seconds >= 60 && var.delivery.interval_seconds <= 900
    error_message = "delivery.interval_seconds must be 60 to 900, such as 300."
  }
}
