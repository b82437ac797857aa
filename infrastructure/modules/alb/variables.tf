variable "name" {
  description = "Name of the load balancer and of its target group."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{1,30}[a-z0-9]$", var.name))
    error_message = "name must be 3 to 32 lower-case letters, digits and hyphens, starting with a letter and not ending in a hyphen, such as \"checkout-dev\"."
  }

  validation {
    condition     = !startswith(var.name, "internal-")
    error_message = "name must not start with internal-, which Elastic Load Balancing reserves; a good name is \"checkout-dev\"."
  }
}

variable "vpc_id" {
  description = "VPC of the load balancer."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^vpc-[0-9a-f]+$", var.vpc_id))
    error_message = "vpc_id must be the id of a VPC, such as \"vpc-0a1b2c3d4e5f60718\"."
  }
}

variable "subnet_ids" {
  description = "Subnets of the load balancer: private ones for an internal, public ones for an internet-facing one."
  type        = list(string)
  nullable    = false

  validation {
    condition     = length(distinct(var.subnet_ids)) >= 2
    error_message = "subnet_ids must name at least two subnets, in different availability zones, such as the contract network's private_subnet_ids."
  }

  validation {
    condition     = alltrue([for id in var.subnet_ids : can(regex("^subnet-[0-9a-f]+$", id))])
    error_message = "subnet_ids must be ids of subnets, such as [\"subnet-0a1b2c3d4e5f60718\", \"subnet-0a1b2c3d4e5f60719\"]."
  }
}

variable "certificate_arn" {
  description = "ACM certificate of the HTTPS listener."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^arn:aws[a-z-]*:acm:[a-z0-9-]+:[0-9]{12}:certificate/.+$", var.certificate_arn))
    error_message = "certificate_arn must be the ARN of an ACM certificate, such as \"arn:aws:acm:ap-northeast-2:111122223333:certificate/1234abcd-12ab-34cd-56ef-1234567890ab\"."
  }
}

variable "access_logs_bucket" {
  description = "S3 bucket for access logs. Its policy must allow Elastic Load Balancing to write."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$", var.access_logs_bucket))
    error_message = "access_logs_bucket must be the name of a bucket, not an ARN, such as \"prod-connectly-access-logs\"."
  }
}

variable "target_port" {
  description = "Port on which the targets listen."
  type        = number
  nullable    = false

  validation {
    condition     = var.target_port >= 1 && var.target_port <= 65535 && floor(var.target_port) == var.target_port
    error_message = "target_port must be a whole number from 1 to 65535, such as 8080."
  }
}

variable "internal" {
  description = "Whether only private networks reach the load balancer."
  type        = bool
  default     = true
  nullable    = false
}

variable "ingress_cidrs" {
  description = "IPv4 blocks that may connect, on HTTPS."
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
    condition     = !var.internal || alltrue([for block in var.ingress_cidrs : !can(regex("/0*[0-7]$", block))])
    error_message = "An internal load balancer must not be open to a block wider than /8: name private blocks, such as [\"10.0.0.0/8\"], or set internal = false."
  }
}

variable "web_acl_arn" {
  description = "Web ACL of an internet-facing load balancer. An internal one gets none. Empty for none."
  type        = string
  default     = ""
  nullable    = false

  validation {
    condition     = var.web_acl_arn == "" || can(regex("^arn:aws[a-z-]*:wafv2:[a-z0-9-]+:[0-9]{12}:regional/webacl/.+$", var.web_acl_arn))
    error_message = "web_acl_arn must be empty or the ARN of a regional web ACL, such as the contract load-balancer's web_acl_arn."
  }
}

variable "health_check_path" {
  description = "Path that answers 2xx on a healthy target."
  type        = string
  default     = "/healthz"
  nullable    = false

  validation {
    condition     = can(regex("^/[^\\s?#]{0,999}$", var.health_check_path))
    error_message = "health_check_path must start with / and hold no spaces, query or fragment, such as \"/healthz\"."
  }
}

variable "deletion_protection" {
  description = "Whether AWS refuses to delete the load balancer."
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
