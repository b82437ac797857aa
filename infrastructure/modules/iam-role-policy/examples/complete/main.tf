# The execution role of an ECS service: images, logs and one secret, within a boundary.
resource "aws_iam_policy" "boundary" {
  # checkov:skip=CKV_AWS_288: a boundary allows nothing by itself
  # checkov:skip=CKV_AWS_290: a boundary allows nothing by itself
  # checkov:skip=CKV_AWS_355: a boundary allows nothing by itself
  name        = "example-boundary"
  description = "What roles of the example may ever do."

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid      = "Runtime"
      Effect   = "Allow"
      Action   = ["ecr:BatchGetImage", "ecr:GetAuthorizationToken", "logs:PutLogEvents", "secretsmanager:GetSecretValue"]
      Resource = "*"
    }]
  })
}

module "execution_role" {
  source = "../.."

  name             = "example-execution"
  trusted_services = ["ecs-tasks.amazonaws.com"]

  statements = {
    ReadSecret = {
      actions   = ["secretsmanager:GetSecretValue"]
      resources = ["arn:aws:secretsmanager:ap-northeast-2:111122223333:secret:example/*"]
    }
    Decrypt = {
      actions   = ["kms:Decrypt"]
      resources = ["arn:aws:kms:ap-northeast-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"]
      conditions = [
        { test = "StringEquals", variable = "kms:ViaService", values = ["secretsmanager.ap-northeast-2.amazonaws.com"] },
      ]
    }
  }

  managed_policy_arns      = ["arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy"]
  permissions_boundary_arn = aws_iam_policy.boundary.arn
  tags                     = { Service = "example" }
}

output "role_arn" {
  description = "Role for the task definition."
  value       = module.execution_role.role_arn
}
