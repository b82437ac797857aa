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
  description = "Release of the image in the stack's own registry, made from infrastructure/portal/Dockerfile."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[0-9]+\\.[0-9]+\\.[0-9]+$", var.image_tag))
    error_message = "image_tag must be a version, such as \"1.4.2\"."
  }
}

variable "tasks" {
  description = "Size of a task (CPU units, MiB) and between how many of them the portal scales: at least two, one in each zone."
  type = object({
    cpu        = number
    memory_mib = number
    min        = number
    max        = number
  })
  nullable = false

  validation {
    condition     = var.tasks.min >= 2
    error_message = "tasks.min must be at least 2: a release or a lost zone would otherwise take the portal away."
  }

  validation {
    condition     = var.tasks.max >= var.tasks.min && var.tasks.max <= 10
    error_message = "tasks.max must be from tasks.min to 10, such as 4: each task holds 22 connections to the database, 36 while it starts, and a release has twice as many tasks."
  }
}

variable "database" {
  description = "Class of the database's instance, its storage, whether a standby takes over, and days of backup."
  type = object({
    instance_class = string
    storage_gib    = number
    multi_az       = bool
    backup_days    = number
  })
  nullable = false

  validation {
    condition     = var.environment != "prod" || (var.database.multi_az && var.database.backup_days >= 14)
    error_message = "database must have multi_az and backup_days of at least 14 in prod: it is the only memory of what Atlantis did."
  }
}

variable "cache" {
  description = "Type of the cache's nodes and the number of its replicas."
  type = object({
    node_type = string
    replicas  = number
  })
  nullable = false

  validation {
    condition     = var.environment != "prod" || var.cache.replicas >= 1
    error_message = "cache.replicas must be at least 1 in prod, such as 1."
  }
}

variable "github_app" {
  description = "The portal's GitHub App: its number and its client id. Its secrets are in Secrets Manager."
  type = object({
    id        = number
    client_id = string
  })
  nullable = false

  validation {
    condition     = var.github_app.id > 0 && can(regex("^Iv[A-Za-z0-9.]+$", var.github_app.client_id))
    error_message = "github_app must be the app's number and client id, such as { id = 12345, client_id = \"Iv1.0123456789abcdef\" }."
  }
}

variable "oauth_client_id" {
  description = "Client id with which people sign in at GitHub."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[A-Za-z0-9.]{10,40}$", var.oauth_client_id))
    error_message = "oauth_client_id must be the id of an OAuth app, such as \"Ov23liAbCdEfGhIjKlMn\"."
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

variable "log_retention_days" {
  description = "Days for which the server's log can be searched."
  type        = number
  nullable    = false

  validation {
    condition     = var.environment != "prod" || var.log_retention_days >= 90
    error_message = "log_retention_days must be at least 90 in prod: audit events are in it."
  }
}

variable "deletion_protection" {
  description = "Whether AWS refuses to delete the load balancer and the database, and data outlives both."
  type        = bool
  nullable    = false

  validation {
    condition     = var.environment != "prod" || var.deletion_protection
    error_message = "deletion_protection must be true in prod."
  }
}
