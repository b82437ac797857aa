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

variable "services" {
  description = "Services that have a prefix, by name. Objects move to cheaper storage and end after so many days; 0 means never."
  type = map(object({
    archive_after_days = optional(number, 0)
    expire_after_days  = optional(number, 0)
  }))
  nullable = false

  # With `shared-` before it, it must fit into the 50 characters of an access point's name.
  validation {
    condition     = alltrue([for name in keys(var.services) : can(regex("^[a-z][a-z0-9-]{1,38}[a-z0-9]$", name))])
    error_message = "services must have names of 3 to 40 lower-case letters, digits and hyphens, such as { checkout = { expire_after_days = 365 } }."
  }

  validation {
    condition     = alltrue([for service in values(var.services) : service.archive_after_days == 0 || service.archive_after_days >= 30])
    error_message = "archive_after_days must be 0 or at least 30, as S3 demands, such as 90."
  }

  validation {
    condition     = alltrue([for service in values(var.services) : service.expire_after_days == 0 || service.expire_after_days > service.archive_after_days])
    error_message = "expire_after_days must be 0 or come after archive_after_days, such as 365."
  }
}

variable "noncurrent_version_days" {
  description = "Days for which an overwritten or deleted object can be brought back."
  type        = number
  nullable    = false

  validation {
    condition     = var.noncurrent_version_days >= 7 && var.noncurrent_version_days <= 365
    error_message = "noncurrent_version_days must be 7 to 365, such as 90."
  }

  validation {
    condition     = var.environment != "prod" || var.noncurrent_version_days >= 30
    error_message = "noncurrent_version_days must be at least 30 in prod: who deleted something often notices weeks later."
  }
}

variable "backup_tier" {
  description = "How AWS Backup keeps the bucket: a tier of the stack backup."
  type        = string
  nullable    = false

  validation {
    condition     = contains(["critical", "standard", "development"], var.backup_tier)
    error_message = "backup_tier must be critical, standard or development, such as \"standard\"."
  }

  validation {
    condition     = var.environment != "prod" || var.backup_tier != "development"
    error_message = "backup_tier must be critical or standard in prod."
  }
}
