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

variable "image_tag" {
  description = "Release of the image in the stack's own registry, made from infrastructure/atlantis/Dockerfile."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[0-9]+\\.[0-9]+\\.[0-9]+(-[0-9]+)?$", var.image_tag))
    error_message = "image_tag must be a version, with a number behind it for another image of the same Atlantis, such as \"0.47.1-2\"."
  }
}

variable "size" {
  description = "CPU units and memory of the task. Each plan that runs at the same time takes about 400 MiB."
  type = object({
    cpu        = number
    memory_mib = number
  })
  nullable = false

  validation {
    condition     = contains([512, 1024, 2048, 4096], var.size.cpu)
    error_message = "size.cpu must be 512, 1024, 2048 or 4096, such as 1024."
  }

  validation {
    condition     = var.size.memory_mib >= 2 * var.size.cpu && var.size.memory_mib <= 8 * var.size.cpu && var.size.memory_mib % 1024 == 0
    error_message = "size.memory_mib must be 2 to 8 times size.cpu in steps of 1024, such as cpu = 1024, memory_mib = 4096."
  }
}

variable "account_ids" {
  description = "Account of each environment whose services are planned and applied: the roles of the stack service-access there."
  type        = map(string)
  nullable    = false

  validation {
    condition     = length(var.account_ids) > 0
    error_message = "account_ids must have at least one, such as { dev = \"111122223333\" }."
  }

  validation {
    condition     = alltrue([for name in keys(var.account_ids) : contains(["dev", "stg", "prod"], name)])
    error_message = "Names in account_ids must be dev, stg and prod, such as { dev = \"111122223333\" }."
  }

  validation {
    condition     = alltrue([for id in values(var.account_ids) : can(regex("^[0-9]{12}$", id))])
    error_message = "account_ids must be accounts of 12 digits, such as { dev = \"111122223333\" }."
  }
}

variable "forge" {
  description = "Host that the webhooks come from, and the organisation's GitHub App (its number; the key is in the secret `github`)."
  type = object({
    host   = string
    app_id = number
  })
  nullable = false

  validation {
    condition     = can(regex("^[a-z0-9.-]+$", var.forge.host)) && var.forge.app_id > 0
    error_message = "forge must be a host and the number of an app, such as { host = \"github.com\", app_id = 12345 }."
  }
}

variable "sign_in" {
  description = "OpenID Connect provider that lets people in. The client's secret is in the secret `oidc`."
  type = object({
    issuer                 = string
    authorization_endpoint = string
    token_endpoint         = string
    user_info_endpoint     = string
    client_id              = string
  })
  nullable = false

  validation {
    condition     = alltrue([for name, value in var.sign_in : startswith(value, "https://") if name != "client_id"])
    error_message = "Addresses in sign_in must start with https://, such as \"https://login.connectly.example\"."
  }
}

variable "drift_schedule" {
  description = "When drift of all projects is looked for, as a schedule of EventBridge Scheduler in the region's time."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^(cron|rate)\\([^)]+\\)$", var.drift_schedule))
    error_message = "drift_schedule must be a cron or rate expression, such as \"cron(0 5 * * ? *)\"."
  }
}

variable "log_retention_days" {
  description = "Days for which the server's log can be searched."
  type        = number
  nullable    = false

  validation {
    condition     = var.environment != "prod" || var.log_retention_days >= 90
    error_message = "log_retention_days must be at least 90 in prod: who applied what is asked for later."
  }
}

variable "deletion_protection" {
  description = "Whether AWS refuses to delete the load balancer."
  type        = bool
  nullable    = false

  validation {
    condition     = var.environment != "prod" || var.deletion_protection
    error_message = "deletion_protection must be true in prod."
  }
}
