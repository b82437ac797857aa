module "bootstrap" {
  source = "../../modules/contract-read"

  stack  = "bootstrap"
  values = ["state_bucket", "lock_table"]
}

module "kms" {
  source = "../../modules/contract-read"

  stack  = "kms"
  values = ["terraform_state_key_arn"]
}

module "contract" {
  source = "../../modules/contract-publish"

  stack = "service-access"

  values = merge(
    { boundary_arn = aws_iam_policy.boundary.arn, plan_role_arn_unregistered = aws_iam_role.unregistered.arn },
    { for kind, role in aws_iam_role.platform : "${kind}_role_arn_platform" => role.arn },
    { for name, role in aws_iam_role.plan : "plan_role_arn_${replace(name, "-", "_")}" => role.arn },
    { for name, role in aws_iam_role.apply : "apply_role_arn_${replace(name, "-", "_")}" => role.arn },
  )
}
