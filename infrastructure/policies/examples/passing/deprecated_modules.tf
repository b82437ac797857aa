module "deprecated_modules" {
  source           = "git::https://github.com/connectly/platform.git//infrastructure/modules/rds?ref=rds/v2.0.0"
  name             = "example"
  engine           = "postgres"
  vpc_id           = "vpc-0a1b2c3d4e5f60718"
  subnet_ids       = ["subnet-0a1b2c3d4e5f60718", "subnet-0a1b2c3d4e5f60719"]
  kms_key_arn      = "arn:aws:kms:ap-northeast-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"
  logs_kms_key_arn = "arn:aws:kms:ap-northeast-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"
  tags             = { BackupTier = "standard" }
}
