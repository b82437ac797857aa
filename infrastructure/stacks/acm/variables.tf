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

variable "certificates" {
  description = "Certificates besides the wildcard, by name: for a domain two labels deep, or one that must not share a key with the others."
  type = map(object({
    domain            = string
    alternative_names = optional(list(string), [])
  }))
  nullable = false

  validation {
    condition     = alltrue([for name in keys(var.certificates) : can(regex("^[a-z][a-z0-9-]{1,38}[a-z0-9]$", name)) && name != "wildcard"])
    error_message = "Names of certificates must be 3 to 40 lower-case letters, digits and hyphens, and not \"wildcard\"; such as \"checkout\"."
  }

  # The proof is a record in the zone that the stack route53 owns.
  validation {
    condition = alltrue(flatten([
      for certificate in values(var.certificates) : [for name in concat([certificate.domain], certificate.alternative_names) : endswith(name, ".${var.domain}")]
    ]))
    error_message = "Domains of certificates must be below the environment's domain, such as \"v1.api.dev.connectly.example\"."
  }

  validation {
    condition = alltrue(flatten([
      for certificate in values(var.certificates) : [
        for name in concat([certificate.domain], certificate.alternative_names) : can(regex("^(\\*\\.)?([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z]{2,}$", name))
      ]
    ]))
    error_message = "Domains of certificates must be in lower case without a final dot, with a wildcard as the first label only, such as \"*.api.dev.connectly.example\"."
  }

  validation {
    condition     = alltrue([for certificate in values(var.certificates) : length(certificate.alternative_names) <= 9])
    error_message = "A certificate may have at most 9 alternative_names, because ACM takes ten names; make another certificate, or use a wildcard such as \"*.api.dev.connectly.example\"."
  }
}

variable "expiry_warning_days" {
  description = "Days before its end at which a certificate that was not renewed raises an alarm. ACM renews 60 days before."
  type        = number
  nullable    = false

  # Above 45 every ordinary renewal would raise it, below 14 there is no time left.
  validation {
    condition     = var.expiry_warning_days >= 14 && var.expiry_warning_days <= 45 && floor(var.expiry_warning_days) == var.expiry_warning_days
    error_message = "expiry_warning_days must be a whole number from 14 to 45, such as 30."
  }
}
