variable "name" {
  description = "Name of the security group, used as prefix of the real one."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{1,98}[a-z0-9]$", var.name))
    error_message = "name must be 3 to 100 lower-case letters, digits and hyphens, starting with a letter, such as \"checkout-redis\"."
  }

  validation {
    condition     = !startswith(var.name, "sg-")
    error_message = "name must not start with sg-, which EC2 reserves; a good name is \"checkout-redis\"."
  }
}

variable "description" {
  description = "What the group is for. Changing it replaces the group."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[A-Za-z0-9 ._:/()#,@\\[\\]+=&;{}!$*-]{1,255}$", var.description))
    error_message = "description must have 1 to 255 characters that EC2 accepts (no quotes), such as \"Redis of checkout\"."
  }
}

variable "vpc_id" {
  description = "VPC of the group."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^vpc-[0-9a-f]+$", var.vpc_id))
    error_message = "vpc_id must be the id of a VPC, such as \"vpc-0a1b2c3d4e5f60718\"."
  }
}

variable "ingress" {
  description = "Inbound rules by a stable name. Each names either a CIDR block or the security group on the other side. Empty allows nothing."
  type = map(object({
    description              = string
    protocol                 = optional(string, "tcp")
    from_port                = number
    to_port                  = number
    cidr_ipv4                = optional(string)
    source_security_group_id = optional(string)
  }))
  default  = {}
  nullable = false

  validation {
    condition     = alltrue([for rule in values(var.ingress) : can(regex("^[A-Za-z0-9 ._:/()#,@\\[\\]+=&;{}!$*-]{1,255}$", rule.description))])
    error_message = "Each ingress rule needs a description of 1 to 255 characters that EC2 accepts, such as \"Redis from the service\"."
  }

  validation {
    condition     = alltrue([for rule in values(var.ingress) : contains(["tcp", "udp"], rule.protocol)])
    error_message = "The protocol of each ingress rule must be tcp or udp, such as \"tcp\"."
  }

  validation {
    condition = alltrue([
      for rule in values(var.ingress) : rule.from_port >= 1 && rule.from_port <= rule.to_port && rule.to_port <= 65535
    ])
    error_message = "Ports of each ingress rule must be 1 to 65535 with from_port <= to_port, such as from_port = 443, to_port = 443."
  }

  validation {
    condition     = alltrue([for rule in values(var.ingress) : (rule.cidr_ipv4 == null) != (rule.source_security_group_id == null)])
    error_message = "Each ingress rule must set exactly one of cidr_ipv4 (such as \"10.0.0.0/16\") and source_security_group_id."
  }

  validation {
    condition     = alltrue([for rule in values(var.ingress) : rule.cidr_ipv4 == null ? true : can(cidrnetmask(rule.cidr_ipv4))])
    error_message = "cidr_ipv4 of each ingress rule must be an IPv4 block, such as \"10.0.0.0/16\"."
  }

  # Whatever else must face the Internet belongs behind a load balancer.
  validation {
    condition = alltrue([
      for rule in values(var.ingress) : rule.cidr_ipv4 != "0.0.0.0/0" || (rule.from_port == 443 && rule.to_port == 443)
    ])
    error_message = "Only port 443 may be open to 0.0.0.0/0; use a narrower block, such as \"10.0.0.0/8\"."
  }
}

variable "egress" {
  description = "Outbound rules by a stable name. Each names either a CIDR block or the security group on the other side. Empty allows nothing."
  type = map(object({
    description              = string
    protocol                 = optional(string, "tcp")
    from_port                = number
    to_port                  = number
    cidr_ipv4                = optional(string)
    source_security_group_id = optional(string)
  }))
  default  = {}
  nullable = false

  validation {
    condition     = alltrue([for rule in values(var.egress) : can(regex("^[A-Za-z0-9 ._:/()#,@\\[\\]+=&;{}!$*-]{1,255}$", rule.description))])
    error_message = "Each egress rule needs a description of 1 to 255 characters that EC2 accepts, such as \"HTTPS to anywhere\"."
  }

  validation {
    condition     = alltrue([for rule in values(var.egress) : contains(["tcp", "udp"], rule.protocol)])
    error_message = "The protocol of each egress rule must be tcp or udp, such as \"tcp\"."
  }

  validation {
    condition = alltrue([
      for rule in values(var.egress) : rule.from_port >= 1 && rule.from_port <= rule.to_port && rule.to_port <= 65535
    ])
    error_message = "Ports of each egress rule must be 1 to 65535 with from_port <= to_port, such as from_port = 443, to_port = 443."
  }

  validation {
    condition     = alltrue([for rule in values(var.egress) : (rule.cidr_ipv4 == null) != (rule.source_security_group_id == null)])
    error_message = "Each egress rule must set exactly one of cidr_ipv4 (such as \"10.0.0.0/16\") and source_security_group_id."
  }

  validation {
    condition     = alltrue([for rule in values(var.egress) : rule.cidr_ipv4 == null ? true : can(cidrnetmask(rule.cidr_ipv4))])
    error_message = "cidr_ipv4 of each egress rule must be an IPv4 block, such as \"10.0.0.0/16\"."
  }
}

variable "tags" {
  description = "Tags for every resource: the output `tags` of the module common-tags."
  type        = map(string)
  default     = {}
  nullable    = false
}
