variable "stack" {
  description = "Name of the publishing stack: the second part of the path `/platform/<stack>/<value>`."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{1,38}[a-z0-9]$", var.stack))
    error_message = "stack must be 3 to 40 lower-case letters, digits and hyphens, such as \"load-balancer\"."
  }
}

variable "values" {
  description = "Single values by name. Never secrets: every service may read them."
  type        = map(string)
  default     = {}
  nullable    = false

  validation {
    condition     = alltrue([for name in keys(var.values) : can(regex("^[a-z][a-z0-9_]*$", name))])
    error_message = "Names in values must be lower-case letters, digits and underscores, such as \"vpc_id\"."
  }

  # An empty parameter is refused by SSM only at apply, after other values were already changed.
  validation {
    condition     = alltrue([for value in values(var.values) : length(value) > 0 && length(value) <= 4096])
    error_message = "Each value must have 1 to 4096 characters, such as \"vpc-0a1b2c3d4e5f60718\"."
  }
}

variable "list_values" {
  description = "Lists of values by name, published as StringList."
  type        = map(list(string))
  default     = {}
  nullable    = false

  validation {
    condition     = alltrue([for name in keys(var.list_values) : can(regex("^[a-z][a-z0-9_]*$", name))])
    error_message = "Names in list_values must be lower-case letters, digits and underscores, such as \"private_subnet_ids\"."
  }

  validation {
    condition     = alltrue([for list in values(var.list_values) : length(list) > 0])
    error_message = "Each list in list_values must have at least one element, such as [\"subnet-0a1b2c3d4e5f60718\"]."
  }

  # StringList separates by commas and has no escape.
  validation {
    condition     = alltrue([for element in flatten(values(var.list_values)) : can(regex("^[^,]+$", element))])
    error_message = "Elements in list_values must be non-empty and hold no comma, such as \"subnet-0a1b2c3d4e5f60718\"."
  }

  validation {
    condition     = length(setintersection(keys(var.list_values), keys(var.values))) == 0
    error_message = "A name may be in values or in list_values, not in both: they share one path, such as /platform/network/vpc_id."
  }
}

variable "kms_key_id" {
  description = "KMS key (ARN, id or alias) that encrypts `values`. Empty publishes plain strings; readers of encrypted ones need kms:Decrypt on the key."
  type        = string
  default     = ""
  nullable    = false
}

variable "tags" {
  description = "Tags for every resource: the output `tags` of the module common-tags."
  type        = map(string)
  default     = {}
  nullable    = false
}
