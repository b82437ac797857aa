data "aws_caller_identity" "current" {}

# A user of the database is named by the instance's resource id, which changes when it is restored: so do these policies, then.
data "aws_db_instance" "this" {
  db_instance_identifier = "shared-${var.environment}"

  depends_on = [module.database]
}

locals {
  account = data.aws_caller_identity.current.account_id

  # The user's name is the service's: by it the boundary of service-access knows whose it is.
  keys = { for service in var.services : service => replace(service, "-", "_") }
}

# No password anywhere: a token of IAM, valid for 15 minutes, is the password. provision/ makes database and user.
resource "aws_iam_policy" "connect" {
  for_each = var.services

  name        = "shared-rds-connect-${each.key}"
  description = "Connect to the database of ${each.key} on the shared instance."

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid      = "ConnectAsTheService"
      Effect   = "Allow"
      Action   = ["rds-db:connect"]
      Resource = ["arn:aws:rds-db:${var.region}:${local.account}:dbuser:${data.aws_db_instance.this.resource_id}/${each.key}"]
    }]
  })
}
