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

variable "access_log_days" {
  description = "Days after which access logs of load balancers end."
  type        = number
  nullable    = false

  validation {
    condition     = var.access_log_days >= 30 && var.access_log_days <= 3653 && floor(var.access_log_days) == var.access_log_days
    error_message = "access_log_days must be a whole number from 30 to 3653, such as 90."
  }

  validation {
    condition     = var.environment != "prod" || var.access_log_days >= 365
    error_message = "access_log_days must be at least 365 in prod: who came in is asked for long after."
  }
}

variable "rare_access_after_days" {
  description = "Days after which access logs move to a class that is cheaper to keep and dearer to read. 0 keeps them where they are."
  type        = number
  nullable    = false

  validation {
    condition     = var.rare_access_after_days == 0 || (var.rare_access_after_days >= 30 && floor(var.rare_access_after_days) == var.rare_access_after_days)
    error_message = "rare_access_after_days must be 0 or a whole number from 30, as S3 demands; such as 30."
  }

  # The class charges for thirty days at least.
  validation {
    condition     = var.rare_access_after_days == 0 || var.rare_access_after_days + 30 <= var.access_log_days
    error_message = "rare_access_after_days must be 30 days or more before access_log_days, or 0; such as 30 with 90."
  }
}
