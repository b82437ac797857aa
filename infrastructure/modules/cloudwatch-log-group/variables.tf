variable "name" {
  description = "Name of the log group."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[A-Za-z0-9._/#-]{1,512}$", var.name))
    error_message = "name must be 1 to 512 letters, digits and . _ / # -, such as \"/ecs/checkout\"."
  }

  validation {
    condition     = !startswith(var.name, "aws/")
    error_message = "name must not start with aws/, which AWS reserves; a good name is \"/ecs/checkout\"."
  }
}

variable "kms_key_arn" {
  description = "Customer-managed KMS key that encrypts the log events. Its policy must allow the CloudWatch Logs service."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^arn:aws[a-z-]*:kms:[a-z0-9-]+:[0-9]{12}:key/.+$", var.kms_key_arn))
    error_message = "kms_key_arn must be the ARN of a key (not an alias), such as \"arn:aws:kms:ap-northeast-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab\"."
  }
}

variable "retention_days" {
  description = "Days for which log events can be searched."
  type        = number
  default     = 30
  nullable    = false

  # Never 0: that keeps logs, and their cost, for ever.
  validation {
    condition     = contains([1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653], var.retention_days)
    error_message = "retention_days must be one that CloudWatch Logs offers (1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653), such as 30."
  }
}

variable "tags" {
  description = "Tags for every resource: the output `tags` of the module common-tags."
  type        = map(string)
  default     = {}
  nullable    = false
}
