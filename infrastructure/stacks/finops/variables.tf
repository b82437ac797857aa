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

variable "report_days" {
  description = "Days after which reports of costs end."
  type        = number
  nullable    = false

  validation {
    condition     = var.report_days >= 90 && var.report_days <= 3653
    error_message = "report_days must be 90 to 3653, such as 800."
  }

  validation {
    condition     = var.environment != "prod" || var.report_days >= 400
    error_message = "report_days must be at least 400 in prod: a month is compared with the same one of last year."
  }
}

variable "monthly_budget_usd" {
  description = "What the account may cost a month, in USD. People are told at 80 % and at the forecast of more."
  type        = number
  nullable    = false

  validation {
    condition     = var.monthly_budget_usd > 0
    error_message = "monthly_budget_usd must be more than 0, such as 3000."
  }
}

variable "service_budgets_usd" {
  description = "What a service may cost a month, in USD, by its name."
  type        = map(number)
  nullable    = false

  validation {
    condition     = alltrue([for name in keys(var.service_budgets_usd) : can(regex("^[a-z][a-z0-9-]{1,38}[a-z0-9]$", name))])
    error_message = "service_budgets_usd must have names of services, such as { checkout = 200 }."
  }

  validation {
    condition     = alltrue([for limit in values(var.service_budgets_usd) : limit > 0 && limit <= var.monthly_budget_usd])
    error_message = "Each of service_budgets_usd must be more than 0 and at most monthly_budget_usd, such as { checkout = 200 }."
  }
}

variable "cost_allocation_tags" {
  description = "Tags by which costs are told apart, in the environment whose account pays for the others; empty in the others."
  type        = set(string)
  nullable    = false

  validation {
    condition     = alltrue([for tag in var.cost_allocation_tags : can(regex("^[A-Z][A-Za-z]{1,127}$", tag))])
    error_message = "cost_allocation_tags must be keys of the module common-tags, such as [\"Service\"]."
  }

  # Budgets and queries go by it.
  validation {
    condition     = length(var.cost_allocation_tags) == 0 || contains(var.cost_allocation_tags, "Service")
    error_message = "cost_allocation_tags must hold \"Service\", by which budgets and queries go, such as [\"Environment\", \"Service\"]."
  }
}

variable "anomaly_usd" {
  description = "From how many USD on unusual costs are told."
  type        = number
  nullable    = false

  validation {
    condition     = var.anomaly_usd >= 1 && floor(var.anomaly_usd) == var.anomaly_usd
    error_message = "anomaly_usd must be a whole number from 1, such as 50."
  }
}
