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
    # names that are known without a state: `terraform import` refuses others
    { for kind in keys(local.platform_policies) : "${kind}_role_arn_platform" => aws_iam_role.platform[kind].arn },
    { for name in keys(local.services) : "plan_role_arn_${replace(name, "-", "_")}" => aws_iam_role.plan[name].arn },
    { for name in keys(local.services) : "apply_role_arn_${replace(name, "-", "_")}" => aws_iam_role.apply[name].arn },
  )
}
