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

variable "rule_groups" {
  description = "What each group of AWS's common rules does with a request that it finds: `count` while it is tried, `block` once its log shows no false findings."
  type = object({
    AWSManagedRulesAmazonIpReputationList = string
    AWSManagedRulesCommonRuleSet          = string
    AWSManagedRulesKnownBadInputsRuleSet  = string
    AWSManagedRulesSQLiRuleSet            = string
  })
  nullable = false

  validation {
    condition     = alltrue([for mode in values(var.rule_groups) : contains(["count", "block"], mode)])
    error_message = "Each of rule_groups must be \"count\" or \"block\", such as \"count\" for a group that is new here."
  }

  # Attacks on known holes and from known attackers: hardly anybody is found by mistake.
  validation {
    condition = var.environment != "prod" || (
      var.rule_groups.AWSManagedRulesKnownBadInputsRuleSet == "block" && var.rule_groups.AWSManagedRulesAmazonIpReputationList == "block"
    )
    error_message = "rule_groups must say \"block\" for AWSManagedRulesKnownBadInputsRuleSet and AWSManagedRulesAmazonIpReputationList in prod."
  }
}

variable "rate_limit" {
  description = "Requests that one address may send in a window of seconds, and what happens with more: `count` or `block`."
  type = object({
    requests       = number
    window_seconds = number
    mode           = string
  })
  nullable = false

  validation {
    condition     = var.rate_limit.requests >= 100 && var.rate_limit.requests <= 2000000 && floor(var.rate_limit.requests) == var.rate_limit.requests
    error_message = "rate_limit.requests must be a whole number from 100 to 2000000, such as 2000: many people may share one address."
  }

  validation {
    condition     = contains([60, 120, 300, 600], var.rate_limit.window_seconds)
    error_message = "rate_limit.window_seconds must be 60, 120, 300 or 600, such as 300."
  }

  validation {
    condition     = contains(["count", "block"], var.rate_limit.mode)
    error_message = "rate_limit.mode must be \"count\" or \"block\", such as \"block\"."
  }

  validation {
    condition     = var.environment != "prod" || var.rate_limit.mode == "block"
    error_message = "rate_limit.mode must be \"block\" in prod: try another limit in stg first."
  }
}

variable "blocked_addresses" {
  description = "Blocks of IPv4 addresses that nothing is answered to, for an attack that goes on."
  type        = set(string)
  nullable    = false

  validation {
    condition     = alltrue([for block in var.blocked_addresses : can(cidrnetmask(block))])
    error_message = "blocked_addresses must be IPv4 blocks with their length, such as \"203.0.113.7/32\"."
  }

  # A typing error must not lock everybody out.
  validation {
    condition     = alltrue([for block in var.blocked_addresses : try(tonumber(split("/", block)[1]), 32) >= 8])
    error_message = "Each of blocked_addresses must be at most a /8, such as \"203.0.113.0/24\"."
  }

  validation {
    condition     = alltrue([for block in var.blocked_addresses : !can(regex("^(10|127|192\\.168|172\\.(1[6-9]|2[0-9]|3[01]))\\.", block))])
    error_message = "blocked_addresses must be addresses of the Internet, not private ones, such as \"203.0.113.7/32\"."
  }
}

variable "log_retention_days" {
  description = "Days for which it can be searched what was blocked or counted."
  type        = number
  nullable    = false

  validation {
    condition     = contains([14, 30, 60, 90, 120, 150, 180, 365, 400], var.log_retention_days)
    error_message = "log_retention_days must be at least 14 and one that CloudWatch Logs offers, such as 90."
  }

  validation {
    condition     = var.environment != "prod" || var.log_retention_days >= 90
    error_message = "log_retention_days must be at least 90 in prod."
  }
}
