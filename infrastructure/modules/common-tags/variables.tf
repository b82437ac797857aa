variable "service" {
  description = "Name of the service or stack that the resources belong to."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{1,38}[a-z0-9]$", var.service))
    error_message = "service must be 3 to 40 lower-case letters, digits and hyphens, starting with a letter and not ending in a hyphen, such as \"checkout\"."
  }
}

variable "owner" {
  description = "Owning team, as the catalog's entity reference or its short name."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^(group:[a-z0-9-]+/)?[a-z0-9][a-z0-9-]*$", var.owner))
    error_message = "owner must be a team's name or entity reference, such as \"group:default/payments\"."
  }
}

variable "environment" {
  description = "Environment that the resources run in."
  type        = string
  nullable    = false

  validation {
    condition     = contains(["dev", "stg", "prod"], var.environment)
    error_message = "environment must be one of dev, stg and prod, such as \"dev\"."
  }
}

variable "repository" {
  description = "Repository that holds the Terraform of these resources, as organisation/name."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[A-Za-z0-9._-]+/[A-Za-z0-9._-]+$", var.repository))
    error_message = "repository must be organisation/name without host or scheme, such as \"connectly/checkout\"."
  }
}

variable "cost_center" {
  description = "Cost centre that pays. Empty leaves the tag out: the owner's default pays."
  type        = string
  default     = ""
  nullable    = false

  validation {
    condition     = var.cost_center == "" || can(regex("^[A-Z]{2,5}-[0-9]{2,6}$", var.cost_center))
    error_message = "cost_center must be empty or letters, a hyphen and digits, such as \"CC-1042\"."
  }
}

variable "data_classification" {
  description = "Most sensitive kind of data that the resources hold."
  type        = string
  default     = "internal"
  nullable    = false

  validation {
    condition     = contains(["public", "internal", "confidential", "restricted"], var.data_classification)
    error_message = "data_classification must be one of public, internal, confidential and restricted, such as \"internal\"."
  }
}

variable "tags" {
  description = "Further tags. The platform's own keys cannot be overridden."
  type        = map(string)
  default     = {}
  nullable    = false

  validation {
    condition     = alltrue([for key in keys(var.tags) : !startswith(lower(key), "aws:")])
    error_message = "tags must not use the prefix aws:, which AWS reserves; a good key is \"Product\"."
  }
}
