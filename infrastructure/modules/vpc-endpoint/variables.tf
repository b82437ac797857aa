variable "service" {
  description = "AWS service, as in the endpoint's name after the region."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[a-z0-9-]+(\\.[a-z0-9-]+)*$", var.service))
    error_message = "service must be lower-case letters, digits, hyphens and dots, such as \"ecr.api\" or \"s3\"."
  }

  validation {
    condition     = !startswith(var.service, "com.amazonaws.")
    error_message = "service must be the part after com.amazonaws.<region>, such as \"secretsmanager\"."
  }
}

variable "vpc_id" {
  description = "VPC of the endpoint."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^vpc-[0-9a-f]+$", var.vpc_id))
    error_message = "vpc_id must be the id of a VPC, such as \"vpc-0a1b2c3d4e5f60718\"."
  }
}

variable "policy_json" {
  description = "Endpoint policy (JSON): what may be done through the endpoint, and by whom."
  type        = string
  nullable    = false

  validation {
    condition     = can(jsondecode(var.policy_json).Statement[*].Effect)
    error_message = "policy_json must be a policy with a list of statements, such as the attribute json of a data source aws_iam_policy_document."
  }

  # AWS's own default, which lets data out to any account. A list of actions, a list of resources or a condition must bound it; a list
  # of what is not meant (NotAction, NotResource) leaves everything else, and a condition without a key holds nobody. "*:*",
  # "arn:aws:*", and through an endpoint of S3 "s3:*" and "arn:aws:s3:::*", are everything in other words.
  validation {
    condition = alltrue([
      for statement in try(flatten([jsondecode(var.policy_json).Statement]), []) : try(statement.Effect, "") != "Allow" || try(anytrue([for keys in values(statement.Condition) : length(keys) > 0]), false) || !(
        anytrue([for action in try(flatten([statement.Action]), ["*"]) : can(regex("^([*?:]+|${split(".", var.service)[0]}:[*?]+)$", action))]) &&
        anytrue([for resource in try(flatten([statement.Resource]), ["*"]) : can(regex("^([*?:]+|arn:[a-z-]*[*?:]+|arn:[a-z-]*:${split(".", var.service)[0]}:[*?:]+)$", resource))])
      )
    ])
    error_message = "A statement of policy_json must not allow every action on every resource without a Condition; a good one is Condition = { StringEquals = { \"aws:ResourceOrgID\" = \"o-a1b2c3d4e5\" } }."
  }
}

variable "subnet_ids" {
  description = "Private subnets of an interface endpoint, one for each zone. Empty for a gateway endpoint."
  type        = list(string)
  default     = []
  nullable    = false

  validation {
    condition     = alltrue([for id in var.subnet_ids : can(regex("^subnet-[0-9a-f]+$", id))])
    error_message = "subnet_ids must be ids of subnets, such as [\"subnet-0a1b2c3d4e5f60718\", \"subnet-0a1b2c3d4e5f60719\"]."
  }

  validation {
    condition     = length(var.subnet_ids) == 0 || length(var.route_table_ids) == 0
    error_message = "An endpoint has subnet_ids (interface) or route_table_ids (gateway), not both; such as subnet_ids = [\"subnet-0a1b2c3d4e5f60718\"]."
  }

  validation {
    condition     = length(var.subnet_ids) > 0 || length(var.route_table_ids) > 0
    error_message = "An endpoint needs subnet_ids (interface) or route_table_ids (gateway, for s3 and dynamodb); such as subnet_ids = [\"subnet-0a1b2c3d4e5f60718\"]."
  }
}

variable "route_table_ids" {
  description = "Route tables that lead to a gateway endpoint. Empty for an interface endpoint."
  type        = list(string)
  default     = []
  nullable    = false

  validation {
    condition     = alltrue([for id in var.route_table_ids : can(regex("^rtb-[0-9a-f]+$", id))])
    error_message = "route_table_ids must be ids of route tables, such as [\"rtb-0a1b2c3d4e5f60718\"]."
  }

  validation {
    condition     = length(var.route_table_ids) == 0 || contains(["s3", "dynamodb"], var.service)
    error_message = "Only s3 and dynamodb have gateway endpoints: give other services subnet_ids, such as [\"subnet-0a1b2c3d4e5f60718\"]."
  }
}

variable "ingress_cidrs" {
  description = "Private IPv4 blocks that may connect to an interface endpoint, on HTTPS."
  type        = list(string)
  default     = ["10.0.0.0/8"]
  nullable    = false

  validation {
    condition     = length(var.ingress_cidrs) > 0
    error_message = "ingress_cidrs must name at least one block, such as [\"10.0.0.0/8\"]."
  }

  validation {
    condition     = alltrue([for block in var.ingress_cidrs : can(cidrnetmask(block))])
    error_message = "ingress_cidrs must be IPv4 blocks, such as [\"10.0.0.0/8\"]."
  }

  # 10.0.0.0/8 is the widest private block there is. Two halves of the Internet are the Internet too.
  validation {
    condition     = alltrue([for block in var.ingress_cidrs : !can(regex("/0*[0-7]$", block))])
    error_message = "ingress_cidrs must not hold a block wider than /8: an endpoint is for its VPC and what is attached to it, such as [\"10.0.0.0/8\"]."
  }
}

variable "private_dns_enabled" {
  description = "Whether the service's usual name leads to the interface endpoint, so that no client needs another address. The VPC must have DNS hostnames on."
  type        = bool
  default     = true
  nullable    = false
}

variable "tags" {
  description = "Tags for every resource: the output `tags` of the module common-tags."
  type        = map(string)
  default     = {}
  nullable    = false
}
