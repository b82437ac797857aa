variable "name" {
  description = "Identifier of the database instance."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[a-z][a-z0-9]*(-[a-z0-9]+)*$", var.name)) && length(var.name) <= 40
    error_message = "name must be at most 40 lower-case letters, digits and single hyphens, starting with a letter and not ending in a hyphen, such as \"checkout-dev\"."
  }
}

variable "engine" {
  description = "Database engine: postgres (17) or mysql (8.4)."
  type        = string
  nullable    = false

  validation {
    condition     = contains(["postgres", "mysql"], var.engine)
    error_message = "engine must be postgres or mysql, such as \"postgres\"."
  }
}

variable "vpc_id" {
  description = "VPC of the database."
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
  description = "Customer-managed KMS key for storage, snapshots, the master password and performance data."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^arn:aws[a-z-]*:kms:[a-z0-9-]+:[0-9]{12}:key/.+$", var.kms_key_arn))
    error_message = "kms_key_arn must be the ARN of a key (not an alias), such as \"arn:aws:kms:ap-northeast-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab\"."
  }
}

variable "logs_kms_key_arn" {
  description = "KMS key for the engine's log groups, whose policy allows CloudWatch Logs. Empty encrypts with a key of AWS's own."
  type        = string
  default     = ""
  nullable    = false

  validation {
    condition     = var.logs_kms_key_arn == "" || can(regex("^arn:aws[a-z-]*:kms:[a-z0-9-]+:[0-9]{12}:key/.+$", var.logs_kms_key_arn))
    error_message = "logs_kms_key_arn must be empty or the ARN of a key (not an alias), such as \"arn:aws:kms:ap-northeast-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab\"."
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

variable "instance_class" {
  description = "Class of the instance."
  type        = string
  default     = "db.t4g.micro"
  nullable    = false

  validation {
    condition     = can(regex("^db\\.[a-z0-9]+\\.[a-z0-9]+$", var.instance_class))
    error_message = "instance_class must be a class of RDS, such as \"db.t4g.micro\"."
  }

  validation {
    condition     = !can(regex("^db\\.(t1|t2|m1|m2|m3|r3)\\.", var.instance_class))
    error_message = "instance_class must be of a generation that encrypts storage, such as \"db.t4g.micro\"."
  }
}

variable "allocated_storage_gib" {
  description = "Storage at the start, in GiB. It grows by itself to twice this size before the disk is full."
  type        = number
  default     = 20
  nullable    = false

  validation {
    condition     = var.allocated_storage_gib >= 20 && var.allocated_storage_gib <= 32768 && floor(var.allocated_storage_gib) == var.allocated_storage_gib
    error_message = "allocated_storage_gib must be a whole number from 20 to 32768, such as 20."
  }
}

variable "multi_az" {
  description = "Whether a standby in another zone takes over. It doubles the cost."
  type        = bool
  default     = true
  nullable    = false
}

variable "database_name" {
  description = "Name of the first database."
  type        = string
  default     = "app"
  nullable    = false

  validation {
    condition     = can(regex("^[a-z][a-z0-9_]{0,62}$", var.database_name))
    error_message = "database_name must be 1 to 63 lower-case letters, digits and underscores, starting with a letter, such as \"checkout\"."
  }

  validation {
    condition     = !contains(["postgres", "template0", "template1", "rdsadmin", "mysql", "sys", "information_schema", "performance_schema"], var.database_name)
    error_message = "database_name must not be one that the engine itself uses; a good name is \"checkout\"."
  }
}

variable "deletion_protection" {
  description = "Whether AWS refuses to delete the database."
  type        = bool
  default     = true
  nullable    = false
}

variable "backup_retention_days" {
  description = "Days for which the database can be restored to any second."
  type        = number
  default     = 7
  nullable    = false

  validation {
    condition     = var.backup_retention_days >= 1 && var.backup_retention_days <= 35 && floor(var.backup_retention_days) == var.backup_retention_days
    error_message = "backup_retention_days must be a whole number from 1 to 35 (0 would switch backups off), such as 7."
  }
}

variable "skip_final_snapshot" {
  description = "Whether the data is lost with the database. Only for throw-away environments."
  type        = bool
  default     = false
  nullable    = false

  validation {
    condition     = !(var.skip_final_snapshot && var.deletion_protection)
    error_message = "skip_final_snapshot needs deletion_protection = false: who protects a database wants its last snapshot too."
  }
}

variable "tags" {
  description = "Tags for every resource: the output `tags` of the module common-tags."
  type        = map(string)
  default     = {}
  nullable    = false
}
