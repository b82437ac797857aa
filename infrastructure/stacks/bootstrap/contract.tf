module "contract" {
  source = "../../modules/contract-publish"

  stack = "bootstrap"

  values = {
    state_bucket = aws_s3_bucket.state.bucket
    lock_table   = aws_dynamodb_table.lock.name
  }
}
