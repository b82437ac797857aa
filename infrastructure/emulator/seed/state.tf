# Contract `bootstrap`: where Terraform keeps its states, as backend.tf of every service and stack names it.

resource "aws_s3_bucket" "state" {
  # checkov:skip=CKV_AWS_18: lives on the emulator
  # checkov:skip=CKV_AWS_144: lives on the emulator
  # checkov:skip=CKV_AWS_145: lives on the emulator
  # checkov:skip=CKV2_AWS_61: states are never removed by age
  # checkov:skip=CKV2_AWS_62: nobody listens to states
  for_each = var.environments

  bucket = "${each.value}-${var.organisation}"

  # The backend keeps states in it that this root knows nothing of.
  force_destroy = true

  tags = { Environment = each.value }
}

resource "aws_s3_bucket_public_access_block" "state" {
  for_each = var.environments

  bucket = aws_s3_bucket.state[each.value].id

  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_versioning" "state" {
  for_each = var.environments

  bucket = aws_s3_bucket.state[each.value].id

  versioning_configuration {
    status = "Enabled"
  }
}

resource "aws_dynamodb_table" "lock" {
  # checkov:skip=CKV_AWS_119: a lock names a state and a person, nothing secret
  for_each = var.environments

  name         = "${each.value}-${var.organisation}-tf-lock"
  billing_mode = "PAY_PER_REQUEST"
  hash_key     = "LockID"

  attribute {
    name = "LockID"
    type = "S"
  }

  point_in_time_recovery {
    enabled = true
  }

  tags = { Environment = each.value }
}

# One account stands for all environments here, and a contract has one value: dev's, as with the real stacks.
module "bootstrap_contract" {
  source = "../../modules/contract-publish"

  stack = "bootstrap"

  values = {
    state_bucket = aws_s3_bucket.state["dev"].bucket
    lock_table   = aws_dynamodb_table.lock["dev"].name
  }
}
