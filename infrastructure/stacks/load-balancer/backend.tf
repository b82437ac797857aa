# Production's values. Another environment's come from environments/<environment>.s3.tfbackend.
terraform {
  backend "s3" {
    bucket         = "prod-connectly"
    key            = "load-balancer/terraform.tfstate"
    region         = "ap-northeast-2"
    dynamodb_table = "prod-connectly-tf-lock"
    use_lockfile   = true
    encrypt        = true
    kms_key_id     = "alias/platform-terraform-state"
  }
}
