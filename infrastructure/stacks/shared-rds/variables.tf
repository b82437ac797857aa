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
  description = "Services that have a database and a user on the instance, by name."
  type        = set(string)
  nullable    = false

  validation {
    condition     = alltrue([for name in var.services : can(regex("^[a-z][a-z0-9-]{1,38}[a-z0-9]$", name))])
    error_message = "services must be names of 3 to 40 lower-case letters, digits and hyphens, such as [\"checkout\"]."
  }

  validation {
    condition     = length(setintersection(var.services, ["platform", "postgres", "template0", "template1", "rdsadmin", "dbadmin"])) == 0
    error_message = "services must not have a name that PostgreSQL, RDS or the platform uses for a database; a good name is \"checkout\"."
  }
}

variable "instance_class" {
  description = "Class of the instance."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^db\\.(t4g|m[6-9]g|m[6-9]gd|r[6-9]g|r[6-9]gd)\\.[a-z0-9]+$", var.instance_class))
    error_message = "instance_class must be a Graviton class, such as \"db.t4g.medium\"."
  }

  validation {
    condition     = var.environment != "prod" || !startswith(var.instance_class, "db.t4g.")
    error_message = "instance_class must not be burstable in prod: one service that uses up the credits slows all down. Such as \"db.m7g.large\"."
  }
}

variable "allocated_storage_gib" {
  description = "Storage at the start, in GiB. It grows by itself to twice this size."
  type        = number
  nullable    = false

  validation {
    condition     = var.allocated_storage_gib >= 20 && var.allocated_storage_gib <= 16384
    error_message = "allocated_storage_gib must be 20 to 16384, such as 100."
  }
}

variable "multi_az" {
  description = "Whether a standby in another zone takes over within two minutes."
  type        = bool
  nullable    = false

  validation {
    condition     = var.environment == "dev" || var.multi_az
    error_message = "multi_az must be true outside dev: several services stand still with this instance."
  }
}

variable "backup_retention_days" {
  description = "Days for which RDS itself can restore the instance to any second."
  type        = number
  nullable    = false

  validation {
    condition     = var.backup_retention_days >= 1 && var.backup_retention_days <= 35
    error_message = "backup_retention_days must be 1 to 35, such as 14."
  }

  validation {
    condition     = var.environment != "prod" || var.backup_retention_days >= 14
    error_message = "backup_retention_days must be at least 14 in prod."
  }
}

variable "backup_tier" {
  description = "How AWS Backup keeps the instance: a tier of the stack backup."
  type        = string
  nullable    = false

  validation {
    condition     = contains(["critical", "standard", "development"], var.backup_tier)
    error_message = "backup_tier must be critical, standard or development, such as \"critical\"."
  }

  validation {
    condition     = var.environment != "prod" || var.backup_tier == "critical"
    error_message = "backup_tier must be critical in prod: several services lose their data with this instance."
  }
}
