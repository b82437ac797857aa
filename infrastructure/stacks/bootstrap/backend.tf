# Production's values. Another environment's come from environments/<environment>.s3.tfbackend.
terraform {
  backend "s3" {
    bucket         = "prod-connectly"
    key            = "bootstrap/terraform.tfstate"
    region         = "ap-northeast-2"
    dynamodb_table = "prod-connectly-tf-lock"
    use_lockfile   = true
    # With S3's own key: the key comes after this stack.
    encrypt = true
  }
}
