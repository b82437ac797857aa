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

variable "copy_region" {
  description = "Region of the copies."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[a-z]{2}(-[a-z]+)+-[0-9]$", var.copy_region))
    error_message = "copy_region must be the code of a region, such as \"ap-northeast-1\"."
  }

  validation {
    condition     = var.copy_region != var.region
    error_message = "copy_region must be another region than region: copies are for its loss. Such as \"ap-northeast-1\"."
  }
}

variable "tiers" {
  description = "What each value of the tag BackupTier means: a backup every so many hours, for how many days it is kept and its copy is, the days that the lock refuses to go below, for how many days every second can be restored (0: none), and within how many minutes a store is back."
  type = object({
    critical = object({
      every_hours         = number
      retention_days      = number
      copy_retention_days = number
      min_retention_days  = number
      continuous_days     = number
      rto_minutes         = number
    })
    standard = object({
      every_hours         = number
      retention_days      = number
      copy_retention_days = number
      min_retention_days  = number
      continuous_days     = number
      rto_minutes         = number
    })
    development = object({
      every_hours         = number
      retention_days      = number
      copy_retention_days = number
      min_retention_days  = number
      continuous_days     = number
      rto_minutes         = number
    })
  })
  nullable = false

  validation {
    condition     = alltrue([for tier in values(var.tiers) : contains([1, 2, 3, 4, 6, 8, 12, 24], tier.every_hours)])
    error_message = "every_hours must divide a day: 1, 2, 3, 4, 6, 8, 12 or 24, such as 24."
  }

  validation {
    condition     = var.tiers.critical.every_hours <= var.tiers.standard.every_hours && var.tiers.standard.every_hours <= var.tiers.development.every_hours
    error_message = "A tier must not be backed up less often than the one below it, such as every 4, 24 and 24 hours."
  }

  validation {
    condition     = alltrue([for tier in values(var.tiers) : tier.min_retention_days >= 1 && tier.min_retention_days <= min(tier.retention_days, tier.copy_retention_days)])
    error_message = "min_retention_days must be 1 or more, and at most retention_days and copy_retention_days: the lock refuses what is kept for less. Such as 7."
  }

  validation {
    condition     = alltrue([for tier in values(var.tiers) : tier.copy_retention_days <= tier.retention_days])
    error_message = "copy_retention_days must be at most retention_days, which the lock holds as the most, such as 35."
  }

  validation {
    condition     = alltrue([for tier in values(var.tiers) : tier.continuous_days == 0 || (tier.continuous_days >= tier.min_retention_days && tier.continuous_days <= 35)])
    error_message = "continuous_days must be 0, or between min_retention_days and the 35 days that AWS offers, such as 35."
  }

  validation {
    condition     = alltrue([for tier in values(var.tiers) : tier.rto_minutes > 0]) && var.tiers.critical.rto_minutes <= var.tiers.standard.rto_minutes && var.tiers.standard.rto_minutes <= var.tiers.development.rto_minutes
    error_message = "rto_minutes must be positive and not grow with the tier's rank, such as 120, 480 and 2880."
  }

  validation {
    condition     = var.environment != "prod" || (var.tiers.critical.continuous_days >= 14 && var.tiers.critical.retention_days >= 90 && var.tiers.standard.retention_days >= 35)
    error_message = "In prod, tiers.critical must have continuous_days of at least 14 and retention_days of at least 90, tiers.standard retention_days of at least 35."
  }
}

variable "lock_changeable_for_days" {
  description = "Days in which the locks of the vaults may still be changed; after them never again, by nobody. 0: an administrator may take them back."
  type        = number
  nullable    = false

  validation {
    condition     = var.lock_changeable_for_days == 0 || (var.lock_changeable_for_days >= 3 && var.lock_changeable_for_days <= 36500)
    error_message = "lock_changeable_for_days must be 0 or at least 3, as AWS demands, such as 14."
  }

  validation {
    condition     = var.environment != "prod" || var.lock_changeable_for_days > 0
    error_message = "lock_changeable_for_days must not be 0 in prod: who takes over an administrator must not be able to delete the backups."
  }
}

variable "restore_test_schedule" {
  description = "When AWS restores a backup of each kind to see whether it can, as a cron expression in Seoul's time."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^cron\\(.+\\)$", var.restore_test_schedule))
    error_message = "restore_test_schedule must be a cron expression, such as \"cron(0 3 ? * SUN *)\"."
  }
}
