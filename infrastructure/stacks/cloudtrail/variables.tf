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

variable "trail_days" {
  description = "Days after which the trail's log files end."
  type        = number
  nullable    = false

  validation {
    condition     = var.trail_days > 90 && var.trail_days <= 3653
    error_message = "trail_days must be 91 to 3653, such as 400: what CloudTrail itself shows for 90 days needs no bucket."
  }

  validation {
    condition     = var.environment != "prod" || var.trail_days >= 400
    error_message = "trail_days must be at least 400 in prod: a year, and time to look back at it."
  }

  validation {
    condition     = var.trail_days >= var.object_lock.days
    error_message = "trail_days must be at least object_lock.days: what is locked cannot end."
  }
}

variable "object_lock" {
  description = "Days for which nobody may delete a log file, and the mode: GOVERNANCE (a privileged role may) or COMPLIANCE (not even root). Only for a new bucket."
  type = object({
    days = number
    mode = string
  })
  nullable = false

  validation {
    condition     = var.object_lock.days >= 1
    error_message = "object_lock.days must be at least 1: whoever breaks in removes traces first. Such as 365."
  }

  validation {
    condition     = contains(["GOVERNANCE", "COMPLIANCE"], var.object_lock.mode)
    error_message = "object_lock.mode must be GOVERNANCE or COMPLIANCE, such as \"GOVERNANCE\"."
  }

  validation {
    condition     = var.environment != "prod" || (var.object_lock.mode == "COMPLIANCE" && var.object_lock.days >= 365)
    error_message = "object_lock must be COMPLIANCE for at least 365 days in prod: evidence that an administrator can remove is none."
  }
}

variable "log_group_days" {
  description = "Days for which events can be searched in CloudWatch Logs, where alarms are made from them."
  type        = number
  nullable    = false

  validation {
    condition     = contains([14, 30, 60, 90, 120, 150, 180, 365], var.log_group_days)
    error_message = "log_group_days must be 14 to 365 and one that CloudWatch Logs offers, such as 30: Athena has the rest for less."
  }
}

variable "insights" {
  description = "Whether CloudTrail looks for unusual rates of calls and errors."
  type        = bool
  nullable    = false

  validation {
    condition     = var.environment != "prod" || var.insights
    error_message = "insights must be true in prod."
  }
}

variable "queried_regions" {
  description = "Regions that Athena looks into: those that are used, and us-east-1, where global services write."
  type        = list(string)
  nullable    = false

  validation {
    condition     = contains(var.queried_regions, var.region) && contains(var.queried_regions, "us-east-1")
    error_message = "queried_regions must hold region and us-east-1, where IAM and the console's sign-in write, such as [\"ap-northeast-2\", \"us-east-1\"]."
  }
}

variable "query_limit_gib" {
  description = "GiB that one query may read, which cost 0.5 cents each."
  type        = number
  nullable    = false

  validation {
    condition     = var.query_limit_gib >= 1 && var.query_limit_gib <= 10240
    error_message = "query_limit_gib must be 1 to 10240, such as 100."
  }
}
