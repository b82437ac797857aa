variable "name" {
  description = "Name of the function."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{1,55}[a-z0-9]$", var.name))
    error_message = "name must be 3 to 57 lower-case letters, digits and hyphens, starting with a letter and not ending in a hyphen, such as \"checkout-receipts-dev\"."
  }
}

variable "description" {
  description = "What the function does, in one sentence."
  type        = string
  default     = ""
  nullable    = false

  validation {
    condition     = length(var.description) <= 256
    error_message = "description must be at most 256 characters, such as \"Sends the receipt of an order.\"."
  }
}

variable "runtime" {
  description = "Runtime of the code."
  type        = string
  nullable    = false

  # What AWS still patches, and what the organisation writes.
  validation {
    condition     = contains(["nodejs22.x", "nodejs20.x", "python3.13", "python3.12", "java21", "java17", "dotnet8", "provided.al2023"], var.runtime)
    error_message = "runtime must be nodejs22.x, nodejs20.x, python3.13, python3.12, java21, java17, dotnet8 or provided.al2023, such as \"python3.13\"."
  }
}

variable "handler" {
  description = "What Lambda calls: file and function, or class and method."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[^\\s]{1,128}$", var.handler))
    error_message = "handler must be 1 to 128 characters without spaces, such as \"main.handler\"."
  }
}

variable "package" {
  description = "Zip with the code: a file beside the configuration, or an object in S3 with the base64 of its SHA-256, by which Terraform sees a new release."
  type = object({
    file          = optional(string, "")
    s3_bucket     = optional(string, "")
    s3_key        = optional(string, "")
    sha256_base64 = optional(string, "")
  })
  nullable = false

  validation {
    condition     = (var.package.file != "") != (var.package.s3_bucket != "" && var.package.s3_key != "")
    error_message = "package must name a file, or s3_bucket and s3_key, not both; such as { file = \"receipts.zip\" }."
  }

  validation {
    condition     = var.package.file == "" || endswith(var.package.file, ".zip")
    error_message = "package.file must be a zip, such as \"receipts.zip\"."
  }

  validation {
    condition     = var.package.s3_bucket == "" || can(regex("^[A-Za-z0-9+/]{43}=$", var.package.sha256_base64))
    error_message = "package.sha256_base64 must be the base64 of the object's SHA-256, such as the output of: openssl dgst -sha256 -binary receipts.zip | base64."
  }
}

variable "kms_key_arn" {
  description = "Customer-managed KMS key for the environment variables and the queue of failed calls."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^arn:aws[a-z-]*:kms:[a-z0-9-]+:[0-9]{12}:key/.+$", var.kms_key_arn))
    error_message = "kms_key_arn must be the ARN of a key (not an alias), such as \"arn:aws:kms:ap-northeast-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab\"."
  }
}

variable "logs_kms_key_arn" {
  description = "Customer-managed KMS key for the log group. Its policy must allow the CloudWatch Logs service."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^arn:aws[a-z-]*:kms:[a-z0-9-]+:[0-9]{12}:key/.+$", var.logs_kms_key_arn))
    error_message = "logs_kms_key_arn must be the ARN of a key (not an alias), such as \"arn:aws:kms:ap-northeast-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab\"."
  }
}

variable "architecture" {
  description = "Processor that the code was built for."
  type        = string
  default     = "arm64"
  nullable    = false

  validation {
    condition     = contains(["arm64", "x86_64"], var.architecture)
    error_message = "architecture must be arm64 or x86_64, such as \"arm64\"."
  }
}

variable "memory_mib" {
  description = "Memory in MiB; the share of a processor grows with it."
  type        = number
  default     = 256
  nullable    = false

  validation {
    condition     = var.memory_mib >= 128 && var.memory_mib <= 10240 && floor(var.memory_mib) == var.memory_mib
    error_message = "memory_mib must be a whole number from 128 to 10240, such as 256."
  }
}

variable "timeout_seconds" {
  description = "Seconds after which a call is ended."
  type        = number
  default     = 10
  nullable    = false

  validation {
    condition     = var.timeout_seconds >= 1 && var.timeout_seconds <= 900 && floor(var.timeout_seconds) == var.timeout_seconds
    error_message = "timeout_seconds must be a whole number from 1 to 900, such as 10."
  }
}

variable "reserved_concurrency" {
  description = "Calls at the same time, at most: kept free for this function and taken from the account's."
  type        = number
  default     = 10
  nullable    = false

  # Never -1, which means no bound.
  validation {
    condition     = var.reserved_concurrency >= 0 && floor(var.reserved_concurrency) == var.reserved_concurrency
    error_message = "reserved_concurrency must be a whole number from 0 (0 stops every call), such as 10."
  }
}

variable "environment" {
  description = "Environment variables, encrypted with the key. For secrets, give the ARN and read the value in the code."
  type        = map(string)
  default     = {}
  nullable    = false

  validation {
    condition     = alltrue([for name in keys(var.environment) : can(regex("^[A-Za-z][A-Za-z0-9_]+$", name))])
    error_message = "Names in environment must be at least 2 letters, digits and underscores, starting with a letter, such as \"LOG_LEVEL\"."
  }

  validation {
    condition     = alltrue([for name in keys(var.environment) : !startswith(name, "AWS_")])
    error_message = "Names in environment must not start with AWS_, which Lambda uses; a good name is \"LOG_LEVEL\"."
  }
}

variable "policies" {
  description = "What the function may do, as IAM policies (JSON) by name: policy outputs of other modules, or the attribute json of a data source aws_iam_policy_document."
  type        = map(string)
  default     = {}
  nullable    = false

  validation {
    condition     = alltrue([for policy in values(var.policies) : can(jsondecode(policy).Statement[*].Effect)])
    error_message = "policies must be policies with a list of statements, such as the output read_policy_json of the module s3-bucket."
  }

  validation {
    condition = alltrue(flatten([
      for policy in values(var.policies) : [
        for statement in try(flatten([jsondecode(policy).Statement]), []) : [
          for action in try(flatten([statement.Action]), []) : try(statement.Effect, "") != "Allow" || can(regex("^[a-z0-9-]+:[A-Za-z]+\\*?$", action))
        ]
      ]
    ]))
    error_message = "policies must not allow `*` or `service:*`: name the actions, such as \"s3:GetObject\" or \"s3:Get*\"."
  }

  # NotAction with Allow is every action but some.
  validation {
    condition = alltrue(flatten([
      for policy in values(var.policies) : [
        for statement in try(flatten([jsondecode(policy).Statement]), []) : try(statement.Effect, "") != "Allow" || can(statement.Action)
      ]
    ]))
    error_message = "policies must allow by Action and not by NotAction, which allows everything else, such as Action = [\"s3:GetObject\"]."
  }
}

variable "permissions_boundary_arn" {
  description = "Policy that bounds what the role can ever be allowed. Empty for none."
  type        = string
  default     = ""
  nullable    = false

  validation {
    condition     = var.permissions_boundary_arn == "" || can(regex("^arn:aws[a-z-]*:iam::([0-9]{12}|aws):policy/.+$", var.permissions_boundary_arn))
    error_message = "permissions_boundary_arn must be empty or a policy's ARN, such as \"arn:aws:iam::111122223333:policy/service-boundary\"."
  }
}

variable "invokers" {
  description = "AWS services that may call the alias `live`, by statement name, each from one resource only."
  type = map(object({
    service    = string
    source_arn = string
  }))
  default  = {}
  nullable = false

  validation {
    condition     = alltrue([for invoker in values(var.invokers) : can(regex("^[a-z0-9.-]+\\.amazonaws\\.com$", invoker.service))])
    error_message = "invokers.service must be a service principal, such as \"events.amazonaws.com\"."
  }

  # Without a source, a resource of another account could make the service call this function.
  validation {
    condition     = alltrue([for invoker in values(var.invokers) : can(regex("^arn:aws[a-z-]*:[a-z0-9-]+:", invoker.source_arn))])
    error_message = "invokers.source_arn must be the ARN of the calling resource, such as \"arn:aws:events:ap-northeast-2:111122223333:rule/nightly\"."
  }
}

variable "vpc" {
  description = "VPC and private subnets of a function that calls private addresses."
  type = object({
    vpc_id     = string
    subnet_ids = list(string)
  })
  default = null

  validation {
    condition     = var.vpc == null || can(regex("^vpc-[0-9a-f]+$", var.vpc.vpc_id))
    error_message = "vpc.vpc_id must be the id of a VPC, such as \"vpc-0a1b2c3d4e5f60718\"."
  }

  validation {
    condition     = var.vpc == null || length(distinct(try(var.vpc.subnet_ids, []))) >= 2
    error_message = "vpc.subnet_ids must name at least two subnets, in different availability zones, such as the contract network's private_subnet_ids."
  }

  validation {
    condition     = alltrue([for id in try(var.vpc.subnet_ids, []) : can(regex("^subnet-[0-9a-f]+$", id))])
    error_message = "vpc.subnet_ids must be ids of subnets, such as [\"subnet-0a1b2c3d4e5f60718\", \"subnet-0a1b2c3d4e5f60719\"]."
  }
}

variable "log_retention_days" {
  description = "Days for which log events can be searched."
  type        = number
  default     = 30
  nullable    = false

  # Never 0: that keeps logs, and their cost, for ever.
  validation {
    condition     = contains([1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653], var.log_retention_days)
    error_message = "log_retention_days must be one that CloudWatch Logs offers (1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653), such as 30."
  }
}

variable "tags" {
  description = "Tags for every resource: the output `tags` of the module common-tags."
  type        = map(string)
  default     = {}
  nullable    = false
}
