module "contract" {
  source = "../../modules/contract-publish"

  stack = "kms"

  values = {
    terraform_state_key_arn = aws_kms_key.this["terraform-state"].arn
    rds_key_arn             = aws_kms_key.this["rds-encryption"].arn
    ecr_key_arn             = aws_kms_key.this["ecr"].arn
    secrets_key_arn         = aws_kms_key.this["secrets"].arn
    logs_key_arn            = aws_kms_key.this["logs"].arn
    sns_key_arn             = aws_kms_key.this["sns"].arn
  }
}
