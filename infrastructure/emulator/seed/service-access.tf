# Contract `service-access`: what the roles of a service can never go beyond.

resource "aws_iam_policy" "boundary" {
  # checkov:skip=CKV_AWS_286: a boundary gives no right; the emulator asks for none either
  # checkov:skip=CKV_AWS_287: as above
  # checkov:skip=CKV_AWS_288: as above
  # checkov:skip=CKV_AWS_289: as above
  # checkov:skip=CKV_AWS_290: as above
  # checkov:skip=CKV_AWS_355: as above
  name        = "service-boundary"
  path        = "/service-access/"
  description = "Stands in for the boundary of the stack service-access."

  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Sid = "Anything", Effect = "Allow", NotAction = ["account:*", "iam:*", "organizations:*"], Resource = "*" }]
  })
}

module "service_access_contract" {
  source = "../../modules/contract-publish"

  stack = "service-access"

  values = {
    boundary_arn = aws_iam_policy.boundary.arn
  }
}
