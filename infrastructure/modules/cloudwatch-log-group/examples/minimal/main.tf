# The key comes from the platform's contract kms (see contract-read).
module "log_group" {
  source = "../.."

  name        = "/ecs/checkout"
  kms_key_arn = "arn:aws:kms:ap-northeast-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"
}

output "name" {
  description = "Log group for the task definition."
  value       = module.log_group.name
}
