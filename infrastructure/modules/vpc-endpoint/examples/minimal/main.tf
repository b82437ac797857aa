# Ids come from the contract network (see contract-read).
module "secrets" {
  source = "../.."

  service    = "secretsmanager"
  vpc_id     = "vpc-0a1b2c3d4e5f60718"
  subnet_ids = ["subnet-0a1b2c3d4e5f60718", "subnet-0a1b2c3d4e5f60719"]

  policy_json = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "ReadSecretsOfThisAccount"
      Effect    = "Allow"
      Principal = "*"
      Action    = "secretsmanager:GetSecretValue"
      Resource  = "*"
      Condition = { StringEquals = { "aws:PrincipalAccount" = "111122223333", "aws:ResourceAccount" = "111122223333" } }
    }]
  })
}

output "id" {
  description = "Id of the endpoint."
  value       = module.secrets.id
}
