# Plain lists beside values that a customer-managed key encrypts.
resource "aws_kms_key" "contract" {
  # checkov:skip=CKV2_AWS_64: an example; the stack kms writes its policies
  description             = "Encrypts the contract of the example."
  deletion_window_in_days = 7
  enable_key_rotation     = true
}

module "contract" {
  source = "../.."

  stack       = "example-network"
  values      = { vpc_id = "vpc-0a1b2c3d4e5f60718" }
  list_values = { private_subnet_ids = ["subnet-0a1b2c3d4e5f60718", "subnet-0a1b2c3d4e5f60719"] }
  kms_key_id  = aws_kms_key.contract.arn
  tags        = { Service = "example-network" }
}

output "parameter_names" {
  description = "Published paths."
  value       = module.contract.parameter_names
}
