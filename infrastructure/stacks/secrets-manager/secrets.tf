data "aws_caller_identity" "current" {}

locals {
  account = data.aws_caller_identity.current.account_id

  # Everything of this stack is below this name, and nothing else is.
  all_secrets = "arn:aws:secretsmanager:${var.region}:${local.account}:secret:platform/*"
}

resource "aws_secretsmanager_secret" "this" {
  for_each = var.secrets

  name                    = "platform/${each.key}"
  description             = each.value.description
  kms_key_id              = module.kms.values.secrets_key_arn
  recovery_window_in_days = var.recovery_days

  # Of the service, not of this stack: roles are let in by it.
  tags = { Service = split("/", each.key)[0] }
}

# Empty: the first rotation makes the first value, at once. So neither a plan nor a state ever holds one.
resource "aws_secretsmanager_secret_version" "empty" {
  for_each = var.secrets

  secret_id     = aws_secretsmanager_secret.this[each.key].id
  secret_string = jsonencode({ value = "" })

  # A version without a stage is removed after a while, and Terraform would make this one anew, over the value in use. With a stage of
  # its own it stays.
  version_stages = ["AWSCURRENT", "FIRST"]

  # A rotation takes the other stage away.
  lifecycle {
    ignore_changes = [version_stages]
  }
}

resource "aws_secretsmanager_secret_rotation" "this" {
  # checkov:skip=CKV_AWS_304: rotation_days is 90 at most, by its validation
  for_each = var.secrets

  secret_id           = aws_secretsmanager_secret.this[each.key].id
  rotation_lambda_arn = module.rotation.live_arn
  rotate_immediately  = true

  rotation_rules {
    automatically_after_days = each.value.rotation_days
  }

  # The function reads what is there, and Secrets Manager calls it at once.
  depends_on = [aws_secretsmanager_secret_version.empty, module.rotation]
}

# Whatever a policy of this account allows, no other account reads.
resource "aws_secretsmanager_secret_policy" "this" {
  for_each = var.secrets

  secret_arn          = aws_secretsmanager_secret.this[each.key].arn
  block_public_policy = true

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "ThisAccountOnly"
      Effect    = "Deny"
      Principal = "*"
      Action    = "secretsmanager:*"
      Resource  = "*"
      Condition = { StringNotEquals = { "aws:PrincipalAccount" = local.account } }
    }]
  })
}

# One policy for all services: a role with the tag `Service` reads the secrets of that service, and no others. A role without the
# tag reads none.
resource "aws_iam_policy" "read" {
  name        = "platform-secrets-read"
  description = "Reads the secrets of the service that the role's tag names."

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "ReadOwnSecrets"
        Effect    = "Allow"
        Action    = ["secretsmanager:DescribeSecret", "secretsmanager:GetSecretValue"]
        Resource  = [local.all_secrets]
        Condition = { StringEquals = { "aws:ResourceTag/Service" = "$${aws:PrincipalTag/Service}" } }
      },
      {
        Sid       = "DecryptThem"
        Effect    = "Allow"
        Action    = ["kms:Decrypt"]
        Resource  = [module.kms.values.secrets_key_arn]
        Condition = { StringEquals = { "kms:ViaService" = "secretsmanager.${var.region}.amazonaws.com" } }
      },
    ]
  })
}
