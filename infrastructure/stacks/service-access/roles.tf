# Two roles for each service. Whoever changes what Atlantis runs for a service reaches that service, and no other.
locals {
  account = data.aws_caller_identity.current.account_id

  # Not by the role's ARN as principal: AWS turns that into an id, so that the trust would end when the role is made anew, and could
  # not be given before it exists.
  trust = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "AtlantisOnly"
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { AWS = "arn:aws:iam::${var.atlantis_account_id}:root" }
      Condition = { ArnEquals = { "aws:PrincipalArn" = "arn:aws:iam::${var.atlantis_account_id}:role/atlantis-task" } }
    }]
  })

  # The boundary's variables read these: the service that a principal works for.
  tags = { for name, registration in local.services : name => { Service = name, Owner = registration.owner, Repository = registration.repository } }
}

data "aws_caller_identity" "current" {}

resource "aws_iam_role" "plan" {
  for_each = local.services

  name                 = "plan-${each.key}"
  path                 = "/service-access/"
  description          = "Atlantis plans ${each.key} with it."
  assume_role_policy   = local.trust
  permissions_boundary = aws_iam_policy.boundary.arn
  max_session_duration = 3600

  tags = local.tags[each.key]

  depends_on = [terraform_data.registrations]
}

resource "aws_iam_role" "apply" {
  for_each = local.services

  name                 = "apply-${each.key}"
  path                 = "/service-access/"
  description          = "Atlantis applies ${each.key} with it."
  assume_role_policy   = local.trust
  permissions_boundary = aws_iam_policy.boundary.arn
  max_session_duration = 3600

  tags = local.tags[each.key]

  depends_on = [terraform_data.registrations]
}

# A new service shows its plan before anybody has reviewed its registration: with a role that sees what every service sees, and no state.
resource "aws_iam_role" "unregistered" {
  name                 = "plan-unregistered"
  path                 = "/service-access/"
  description          = "Atlantis plans repositories without a registration with it."
  assume_role_policy   = local.trust
  permissions_boundary = aws_iam_policy.boundary.arn
  max_session_duration = 3600

  # The boundary compares it with the tags of what is looked at.
  tags = { Service = "unregistered" }
}

resource "aws_iam_role_policy" "unregistered" {
  # checkov:skip=CKV_AWS_355: descriptions only, as in the roles that plan a service
  name   = "plan"
  role   = aws_iam_role.unregistered.name
  policy = jsonencode({ Version = "2012-10-17", Statement = local.reading })
}

resource "aws_iam_role_policy" "plan" {
  for_each = local.services

  name = "plan"
  role = aws_iam_role.plan[each.key].name
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = concat(local.reading, local.reading_own[each.key], local.plan_state[each.key])
  })
}

resource "aws_iam_role_policy" "apply" {
  # checkov:skip=CKV_AWS_290: each statement that writes is held to the service by its tag or by its names; conditions are not seen
  # checkov:skip=CKV_AWS_355: as above
  # checkov:skip=CKV_AWS_289: roles that the service makes have the boundary below
  # checkov:skip=CKV_AWS_287: secrets are the service's own, by their tag
  # checkov:skip=CKV_AWS_288: data is the service's own, by its tag or name
  # checkov:skip=CKV_AWS_286: roles that the service makes have the boundary below
  for_each = local.services

  name = "apply"
  role = aws_iam_role.apply[each.key].name
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = concat(local.reading, local.reading_own[each.key], local.apply_state[each.key], local.changing[each.key])
  })

  # No apply of a service is without either while this stack is applied.
  depends_on = [aws_iam_role_policy_attachment.apply]
}

# Managed, because with the longest names the inline policy would not hold it.
resource "aws_iam_policy" "apply" {
  # checkov:skip=CKV_AWS_289: roles that the service makes have the boundary, and its names
  # checkov:skip=CKV_AWS_286: as above
  # checkov:skip=CKV2_AWS_40: as above
  for_each = local.services

  name        = "apply-${each.key}"
  path        = "/service-access/"
  description = "The roles that ${each.key} makes."
  policy      = jsonencode({ Version = "2012-10-17", Statement = local.roles[each.key] })

  tags = local.tags[each.key]

  depends_on = [terraform_data.registrations]
}

resource "aws_iam_role_policy_attachment" "apply" {
  for_each = local.services

  role       = aws_iam_role.apply[each.key].name
  policy_arn = aws_iam_policy.apply[each.key].arn
}
