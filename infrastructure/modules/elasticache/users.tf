# No passwords, unless a client knows no other way: a user signs in with a token that its IAM role makes, good for 15 minutes. Nothing to keep, rotate or leak.
# Ref. https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/auth-iam.html

resource "aws_elasticache_user" "this" {
  for_each = var.users

  # IAM authentication wants the two to be equal.
  user_id       = "${var.name}-${each.key}"
  user_name     = "${var.name}-${each.key}"
  engine        = var.engine
  access_string = each.value

  authentication_mode {
    type      = contains(local.password_users, each.key) ? "password" : "iam"
    passwords = contains(local.password_users, each.key) ? [var.passwords[each.key]] : null
  }

  tags = var.tags
}

locals {
  # Who has one is no secret, the password is.
  password_users = nonsensitive(keys(var.passwords))
}

# Redis demands a user "default" in every group: this one may do nothing.
resource "aws_elasticache_user" "default" {
  count = var.engine == "redis" ? 1 : 0

  user_id       = "${var.name}-default"
  user_name     = "default"
  engine        = var.engine
  access_string = "off ~* -@all"

  authentication_mode {
    type = "no-password-required"
  }

  tags = var.tags
}

resource "aws_elasticache_user_group" "this" {
  user_group_id = var.name
  engine        = var.engine
  user_ids      = concat([for user in aws_elasticache_user.this : user.user_id], aws_elasticache_user.default[*].user_id)

  tags = var.tags
}
