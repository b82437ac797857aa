variable "name" {
  description = "Name of the cache."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[a-z][a-z0-9]*(-[a-z0-9]+)*$", var.name)) && length(var.name) <= 28
    error_message = "name must be at most 28 lower-case letters, digits and single hyphens, starting with a letter and not ending in a hyphen, such as \"checkout-dev\"."
  }
}

variable "engine" {
  description = "Engine: valkey (8.0) or redis (7.1)."
  type        = string
  default     = "valkey"
  nullable    = false

  validation {
    condition     = contains(["valkey", "redis"], var.engine)
    error_message = "engine must be valkey or redis, such as \"valkey\"."
  }
}

variable "vpc_id" {
  description = "VPC of the cache."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^vpc-[0-9a-f]+$", var.vpc_id))
    error_message = "vpc_id must be the id of a VPC, such as \"vpc-0a1b2c3d4e5f60718\"."
  }
}

variable "subnet_ids" {
  description = "Data subnets: those without a route to the Internet."
  type        = list(string)
  nullable    = false

  validation {
    condition     = length(distinct(var.subnet_ids)) >= 2
    error_message = "subnet_ids must name at least two subnets, in different availability zones, such as the contract network's data_subnet_ids."
  }

  validation {
    condition     = alltrue([for id in var.subnet_ids : can(regex("^subnet-[0-9a-f]+$", id))])
    error_message = "subnet_ids must be ids of subnets, such as [\"subnet-0a1b2c3d4e5f60718\", \"subnet-0a1b2c3d4e5f60719\"]."
  }
}

variable "kms_key_arn" {
  description = "Customer-managed KMS key for what is written to disk, and for snapshots."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^arn:aws[a-z-]*:kms:[a-z0-9-]+:[0-9]{12}:key/.+$", var.kms_key_arn))
    error_message = "kms_key_arn must be the ARN of a key (not an alias), such as \"arn:aws:kms:ap-northeast-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab\"."
  }
}

variable "logs_kms_key_arn" {
  description = "Customer-managed KMS key for the log groups. Its policy must allow the CloudWatch Logs service."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^arn:aws[a-z-]*:kms:[a-z0-9-]+:[0-9]{12}:key/.+$", var.logs_kms_key_arn))
    error_message = "logs_kms_key_arn must be the ARN of a key (not an alias), such as \"arn:aws:kms:ap-northeast-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab\"."
  }
}

variable "users" {
  description = "Users with what they may do (access strings), by name. Each signs in with its IAM role, unless `passwords` names it."
  type        = map(string)
  default     = { app = "on ~* &* +@all -@admin -@dangerous" }
  nullable    = false

  validation {
    condition     = length(var.users) > 0
    error_message = "users must have at least one, such as { app = \"on ~app:* +@read\" }."
  }

  validation {
    condition     = alltrue([for name in keys(var.users) : can(regex("^[a-z][a-z0-9]{0,10}$", name))])
    error_message = "Names in users must be at most 11 lower-case letters and digits, starting with a letter, such as \"app\"."
  }

  validation {
    condition     = alltrue([for name in keys(var.users) : name != "default"])
    error_message = "Names in users must not be default, which this module's own user has; a good name is \"app\"."
  }

  validation {
    condition     = alltrue([for access in values(var.users) : can(regex("^on [^\\n]+$", access))])
    error_message = "users must be access strings that start with on, such as \"on ~app:* +@read\"."
  }

  # @dangerous holds FLUSHALL, KEYS, CONFIG; @admin holds ACL. A category that was not given cannot harm.
  validation {
    condition = alltrue([
      for access in values(var.users) : !can(regex("\\+@(admin|dangerous)", access)) && (!strcontains(access, "+@all") || can(regex("\\+@all .*-@dangerous", access)))
    ])
    error_message = "users must not have @admin or @dangerous: after +@all, take them away, such as \"on ~* +@all -@admin -@dangerous\"."
  }

  validation {
    condition     = !anytrue([for access in values(var.users) : can(regex("(^| )[<>#]|nopass", access))])
    error_message = "users must not have passwords: they sign in with their IAM role; a good access string is \"on ~app:* +@read\"."
  }
}

variable "passwords" {
  description = "Passwords of those `users` whose client cannot sign in with an IAM role, by name. They are in the state: give what a secret of Secrets Manager holds."
  type        = map(string)
  default     = {}
  nullable    = false
  sensitive   = true

  validation {
    condition     = length(setsubtract(keys(var.passwords), keys(var.users))) == 0
    error_message = "passwords must be of users, such as { app = … } with users = { app = \"on ~* +@read\" }."
  }

  validation {
    condition     = alltrue([for password in values(var.passwords) : can(regex("^[A-Za-z0-9!&#$^<>-]{32,128}$", password))])
    error_message = "passwords must be 32 to 128 letters, digits and characters of !&#$^<>-, as a random password without punctuation is."
  }
}

variable "allowed_security_group_ids" {
  description = "Security groups that may connect, by a stable name. Both directions are opened."
  type        = map(string)
  default     = {}
  nullable    = false

  validation {
    condition     = alltrue([for id in values(var.allowed_security_group_ids) : can(regex("^sg-[0-9a-f]+$", id))])
    error_message = "allowed_security_group_ids must map names to ids of security groups, such as { service = \"sg-0a1b2c3d4e5f60718\" }."
  }
}

variable "node_type" {
  description = "Type of the nodes."
  type        = string
  default     = "cache.t4g.small"
  nullable    = false

  validation {
    condition     = can(regex("^cache\\.[a-z0-9]+\\.[a-z0-9]+$", var.node_type))
    error_message = "node_type must be a type of ElastiCache, such as \"cache.t4g.small\"."
  }

  validation {
    condition     = !can(regex("^cache\\.(t1|t2|m1|m2|m3|c1|r3)\\.", var.node_type))
    error_message = "node_type must be of a current generation, such as \"cache.t4g.small\"."
  }
}

variable "replicas" {
  description = "Copies in other zones, of which one takes over. Each costs as much as the primary; 0 only for throw-away environments."
  type        = number
  default     = 1
  nullable    = false

  validation {
    condition     = var.replicas >= 0 && var.replicas <= 5 && floor(var.replicas) == var.replicas
    error_message = "replicas must be a whole number from 0 to 5, such as 1."
  }
}

variable "snapshot_retention_days" {
  description = "Days for which daily snapshots are kept."
  type        = number
  default     = 7
  nullable    = false

  validation {
    condition     = var.snapshot_retention_days >= 1 && var.snapshot_retention_days <= 35 && floor(var.snapshot_retention_days) == var.snapshot_retention_days
    error_message = "snapshot_retention_days must be a whole number from 1 to 35 (0 would switch snapshots off), such as 7."
  }
}

variable "skip_final_snapshot" {
  description = "Whether the data is lost with the cache. Only for throw-away environments."
  type        = bool
  default     = false
  nullable    = false
}

variable "tags" {
  description = "Tags for every resource: the output `tags` of the module common-tags."
  type        = map(string)
  default     = {}
  nullable    = false
}
