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

variable "deletion_window_days" {
  description = "Days between the order to delete a key and its end, in which the order can be taken back."
  type        = number
  nullable    = false

  validation {
    condition     = var.deletion_window_days >= 7 && var.deletion_window_days <= 30
    error_message = "deletion_window_days must be 7 to 30, such as 30."
  }

  # What a deleted key has encrypted is lost: production gets all the time that there is.
  validation {
    condition     = var.environment != "prod" || var.deletion_window_days == 30
    error_message = "deletion_window_days must be 30 in prod."
  }
}

variable "rotation_period_days" {
  description = "Days after which a key gets new material. What was encrypted before stays readable."
  type        = number
  nullable    = false

  validation {
    condition     = var.rotation_period_days >= 90 && var.rotation_period_days <= 365
    error_message = "rotation_period_days must be 90 to 365: at least once a year, such as 365."
  }
}
