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

variable "container_insights" {
  description = "Metrics of tasks: `enabled` by service, `enhanced` by task and container too, at about three times the price."
  type        = string
  nullable    = false

  validation {
    condition     = contains(["enabled", "enhanced"], var.container_insights)
    error_message = "container_insights must be \"enabled\" or \"enhanced\": without metrics nobody sees a service run out of memory."
  }
}

variable "spot_share_percent" {
  description = "Share of tasks that run on spare capacity where a service does not say otherwise. They may be stopped with two minutes' notice."
  type        = number
  nullable    = false

  validation {
    condition     = var.spot_share_percent >= 0 && var.spot_share_percent <= 100 && floor(var.spot_share_percent) == var.spot_share_percent
    error_message = "spot_share_percent must be a whole number from 0 to 100, such as 80."
  }

  validation {
    condition     = var.environment != "prod" || var.spot_share_percent == 0
    error_message = "spot_share_percent must be 0 in prod: a service that bears to be stopped says so itself."
  }
}

variable "exec_log_retention_days" {
  description = "Days for which it can be searched who did what inside a container."
  type        = number
  nullable    = false

  validation {
    condition     = contains([30, 60, 90, 120, 150, 180, 365, 400, 545, 731], var.exec_log_retention_days)
    error_message = "exec_log_retention_days must be at least 30 and one that CloudWatch Logs offers, such as 90."
  }

  validation {
    condition     = var.environment != "prod" || var.exec_log_retention_days >= 365
    error_message = "exec_log_retention_days must be at least 365 in prod."
  }
}
