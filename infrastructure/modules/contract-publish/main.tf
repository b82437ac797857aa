locals {
  encrypted = var.kms_key_id != ""
}

resource "aws_ssm_parameter" "value" {
  # checkov:skip=CKV2_AWS_34: contract values are identifiers which every service must read; kms_key_id encrypts them where needed
  for_each = var.values

  name        = "/platform/${var.stack}/${each.key}"
  description = "Platform contract of the stack ${var.stack}: ${each.key}."
  type        = local.encrypted ? "SecureString" : "String"
  key_id      = local.encrypted ? var.kms_key_id : null

  # Shown in clear in plans, so that a reviewer sees which consumer-facing value changes.
  insecure_value = local.encrypted ? null : each.value
  value          = local.encrypted ? each.value : null

  tags = merge(var.tags, { Contract = var.stack })
}

resource "aws_ssm_parameter" "list" {
  # checkov:skip=CKV_AWS_337: SSM cannot encrypt a StringList; lists hold identifiers only
  # checkov:skip=CKV2_AWS_34: SSM cannot encrypt a StringList; lists hold identifiers only
  for_each = var.list_values

  name           = "/platform/${var.stack}/${each.key}"
  description    = "Platform contract of the stack ${var.stack}: ${each.key}."
  type           = "StringList"
  insecure_value = join(",", each.value)

  tags = merge(var.tags, { Contract = var.stack })
}
