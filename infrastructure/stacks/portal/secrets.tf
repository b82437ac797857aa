# Terraform makes the secrets and what can be made by chance. The rest is put in by a person, and Terraform leaves it alone: README.md.
locals {
  secrets = {
    creation   = "Marks what the portal makes at GitHub. With another one it no longer knows unfinished creations for its own."
    session    = "Signs the cookie of a person's session."
    webhook    = "With which the portal's GitHub App signs its webhooks. Copy it to the app."
    app-client = "Client secret of the GitHub App, put in by a person."
    app-key    = "Private key of the GitHub App (a PEM), put in by a person."
    oauth      = "Client secret of the OAuth app with which people sign in at GitHub, put in by a person."
    cache      = "Password with which the portal signs in at its cache."
    oidc       = "Secret of the client with which people pass the load balancer, put in by a person."
  }
}

data "aws_secretsmanager_random_password" "this" {
  for_each = local.secrets

  password_length     = 48
  exclude_punctuation = true
}

resource "aws_secretsmanager_secret" "this" {
  # checkov:skip=CKV2_AWS_57: GitHub and the sign-in provider hold the other half, so that a change needs both; README.md says how
  for_each = local.secrets

  name                    = "platform/portal/${each.key}"
  description             = each.value
  kms_key_id              = module.kms.values.secrets_key_arn
  recovery_window_in_days = 7
}

resource "aws_secretsmanager_secret_version" "this" {
  for_each = local.secrets

  secret_id     = aws_secretsmanager_secret.this[each.key].id
  secret_string = data.aws_secretsmanager_random_password.this[each.key].random_password

  # A version without a stage is removed after a while, and Terraform would make another one, over what a person put in. With a stage
  # of its own it stays.
  version_stages = ["AWSCURRENT", "FIRST"]

  lifecycle {
    ignore_changes = [secret_string, version_stages]
  }
}

# What is in force now: the load balancer and the cache must be told it.
data "aws_secretsmanager_secret_version" "cache" {
  secret_id = aws_secretsmanager_secret_version.this["cache"].secret_id
}

data "aws_secretsmanager_secret_version" "oidc" {
  secret_id = aws_secretsmanager_secret_version.this["oidc"].secret_id
}
