variable "name" {
  description = "Name of the bucket, unique in the world."
  type        = string
  nullable    = false

  # No dots: the certificate of S3 covers one label.
  validation {
    condition     = can(regex("^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$", var.name))
    error_message = "name must be 3 to 63 lower-case letters, digits and hyphens, starting and ending with a letter or a digit, such as \"prod-connectly-checkout\"."
  }

  validation {
    condition     = !can(regex("^(xn--|sthree-|amzn-s3-demo-)|(-s3alias|--ol-s3|--x-s3|--table-s3)$", var.name))
    error_message = "name must not have a start or an end that S3 reserves (xn--, sthree-, amzn-s3-demo-, -s3alias, --ol-s3, --x-s3, --table-s3); a good name is \"prod-connectly-checkout\"."
  }
}

variable "kms_key_arn" {
  description = "Customer-managed KMS key that encrypts the objects."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^arn:aws[a-z-]*:kms:[a-z0-9-]+:[0-9]{12}:key/.+$", var.kms_key_arn))
    error_message = "kms_key_arn must be the ARN of a key (not an alias), such as \"arn:aws:kms:ap-northeast-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab\"."
  }
}

variable "access_logs_bucket" {
  description = "S3 bucket for access logs, whose policy allows the S3 log delivery. Empty writes none."
  type        = string
  default     = ""
  nullable    = false

  validation {
    condition     = var.access_logs_bucket == "" || can(regex("^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$", var.access_logs_bucket))
    error_message = "access_logs_bucket must be empty or the name of a bucket, not an ARN, such as \"prod-connectly-access-logs\"."
  }

  # Every entry would be a request that makes another entry.
  validation {
    condition     = var.access_logs_bucket != var.name
    error_message = "access_logs_bucket must be another bucket than name, such as \"prod-connectly-access-logs\"."
  }
}

variable "policy_documents" {
  description = "Further policies of the bucket (JSON), such as one that lets an AWS service write."
  type        = list(string)
  default     = []
  nullable    = false

  validation {
    condition     = alltrue([for document in var.policy_documents : can(jsondecode(document).Statement[*].Effect)])
    error_message = "policy_documents must be policies with a list of statements, such as the attribute json of a data source aws_iam_policy_document."
  }

  validation {
    condition = alltrue(flatten([
      for document in var.policy_documents : [
        for statement in try(flatten([jsondecode(document).Statement]), []) :
        try(statement.Effect, "") != "Allow" || can(statement.Condition) || !contains(
          try(flatten([statement.Principal.AWS]), [try(statement.Principal, "")]), "*"
        )
      ]
    ]))
    error_message = "A statement of policy_documents that allows Principal * needs a Condition; better name the account or service, such as { Service = \"delivery.logs.amazonaws.com\" }."
  }
}

variable "lifecycle_rules" {
  description = "When objects under a prefix move to a cheaper class and when they end, by rule name. 0 days mean never."
  type = map(object({
    prefix             = optional(string, "")
    archive_after_days = optional(number, 0)
    archive_class      = optional(string, "STANDARD_IA")
    expire_after_days  = optional(number, 0)
  }))
  default  = {}
  nullable = false

  validation {
    condition     = alltrue([for name in keys(var.lifecycle_rules) : !startswith(name, "platform-")])
    error_message = "Names of lifecycle_rules must not start with platform-, which this module uses; a good name is \"reports\"."
  }

  validation {
    condition     = alltrue([for rule in values(var.lifecycle_rules) : rule.archive_after_days > 0 || rule.expire_after_days > 0])
    error_message = "Each of lifecycle_rules must do something: set archive_after_days, expire_after_days or both, such as { expire_after_days = 365 }."
  }

  validation {
    condition = alltrue([
      for rule in values(var.lifecycle_rules) : contains(["STANDARD_IA", "ONEZONE_IA", "INTELLIGENT_TIERING", "GLACIER_IR", "GLACIER", "DEEP_ARCHIVE"], rule.archive_class)
    ])
    error_message = "archive_class must be STANDARD_IA, ONEZONE_IA, INTELLIGENT_TIERING, GLACIER_IR, GLACIER or DEEP_ARCHIVE, such as \"STANDARD_IA\"."
  }

  validation {
    condition = alltrue([
      for rule in values(var.lifecycle_rules) : rule.archive_after_days == 0 || rule.archive_after_days >= 30 || !contains(["STANDARD_IA", "ONEZONE_IA"], rule.archive_class)
    ])
    error_message = "archive_after_days must be at least 30 for STANDARD_IA and ONEZONE_IA, as S3 demands; such as 30."
  }

  validation {
    condition = alltrue([
      for rule in values(var.lifecycle_rules) : rule.archive_after_days == 0 || rule.expire_after_days == 0 || rule.expire_after_days > rule.archive_after_days
    ])
    error_message = "expire_after_days must come after archive_after_days, such as { archive_after_days = 90, expire_after_days = 365 }."
  }

  validation {
    condition = alltrue(flatten([
      for rule in values(var.lifecycle_rules) : [for days in [rule.archive_after_days, rule.expire_after_days] : days >= 0 && floor(days) == days]
    ]))
    error_message = "Days of lifecycle_rules must be whole numbers from 0, such as 365."
  }
}

variable "noncurrent_version_days" {
  description = "Days for which an overwritten or deleted object can be brought back."
  type        = number
  default     = 90
  nullable    = false

  validation {
    condition     = var.noncurrent_version_days >= 1 && floor(var.noncurrent_version_days) == var.noncurrent_version_days
    error_message = "noncurrent_version_days must be a whole number from 1, such as 90."
  }
}

variable "object_lock" {
  description = "Days for which nobody may delete a new object, and the mode: GOVERNANCE (a privileged role may) or COMPLIANCE (not even root). 0 days mean no lock. Only for a new bucket."
  type = object({
    days = optional(number, 0)
    mode = optional(string, "GOVERNANCE")
  })
  default  = {}
  nullable = false

  validation {
    condition     = var.object_lock.days >= 0 && var.object_lock.days <= 36500 && floor(var.object_lock.days) == var.object_lock.days
    error_message = "object_lock.days must be a whole number from 0 to 36500, such as 365."
  }

  validation {
    condition     = contains(["GOVERNANCE", "COMPLIANCE"], var.object_lock.mode)
    error_message = "object_lock.mode must be GOVERNANCE or COMPLIANCE, such as \"GOVERNANCE\"."
  }
}

variable "cors_origins" {
  description = "Origins whose pages may read and upload objects from a browser."
  type        = list(string)
  default     = []
  nullable    = false

  validation {
    condition     = alltrue([for origin in var.cors_origins : can(regex("^https://[a-z0-9.-]+(:[0-9]+)?$", origin))])
    error_message = "cors_origins must be origins with https and no path or wildcard, such as \"https://app.connectly.example\"."
  }
}

variable "deletion_protection" {
  description = "Whether the bucket's policy denies to delete it."
  type        = bool
  default     = true
  nullable    = false
}

variable "force_destroy" {
  description = "Whether the objects are lost with the bucket. Only for throw-away environments."
  type        = bool
  default     = false
  nullable    = false

  validation {
    condition     = !(var.force_destroy && var.deletion_protection)
    error_message = "force_destroy needs deletion_protection = false: who protects a bucket wants its objects too."
  }
}

variable "tags" {
  description = "Tags for every resource: the output `tags` of the module common-tags."
  type        = map(string)
  default     = {}
  nullable    = false
}
