resource "aws_kms_key" "new" {
  description         = "Known only after the apply, which is no fault."
  enable_key_rotation = true
}

resource "aws_cloudwatch_log_group" "encryption_at_rest" {
  name              = "/example"
  retention_in_days = 30
  kms_key_id        = aws_kms_key.new.arn
}

resource "aws_sns_topic" "encryption_at_rest" {
  name              = "example"
  kms_master_key_id = aws_kms_key.new.id
}

resource "aws_sqs_queue" "encryption_at_rest" {
  name              = "example"
  kms_master_key_id = "arn:aws:kms:ap-northeast-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"
}

resource "aws_secretsmanager_secret" "encryption_at_rest" {
  name       = "example"
  kms_key_id = "arn:aws:kms:ap-northeast-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"
}

resource "aws_efs_file_system" "encryption_at_rest" {
  encrypted  = true
  kms_key_id = "arn:aws:kms:ap-northeast-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"
  tags       = { BackupTier = "standard" }
}

resource "aws_ebs_volume" "encryption_at_rest" {
  availability_zone = "ap-northeast-2a"
  size              = 10
  encrypted         = true
  kms_key_id        = "arn:aws:kms:ap-northeast-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"
}

resource "aws_s3_bucket_server_side_encryption_configuration" "encryption_at_rest" {
  bucket = "example"

  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm     = "aws:kms"
      kms_master_key_id = "arn:aws:kms:ap-northeast-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"
    }
  }
}

resource "aws_dynamodb_table" "encryption_at_rest" {
  name                        = "example"
  billing_mode                = "PAY_PER_REQUEST"
  hash_key                    = "id"
  deletion_protection_enabled = true

  attribute {
    name = "id"
    type = "S"
  }

  server_side_encryption {
    enabled     = true
    kms_key_arn = "arn:aws:kms:ap-northeast-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"
  }

  tags = { BackupTier = "standard" }
}

# Load balancers write their logs to buckets with keys of S3's own only, whatever the bucket is called.
resource "aws_s3_bucket" "encryption_at_rest_written_by_a_balancer" {
  bucket = "example-balancer"
}

resource "aws_s3_bucket_server_side_encryption_configuration" "encryption_at_rest_written_by_a_balancer" {
  bucket = aws_s3_bucket.encryption_at_rest_written_by_a_balancer.id

  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm = "AES256"
    }
  }
}

resource "aws_lb" "encryption_at_rest" {
  name                       = "example-logged"
  internal                   = true
  subnets                    = ["subnet-0a1b2c3d4e5f60718", "subnet-0a1b2c3d4e5f60719"]
  enable_deletion_protection = true

  access_logs {
    enabled = true
    bucket  = aws_s3_bucket.encryption_at_rest_written_by_a_balancer.id
  }
}

# So does S3 itself.
resource "aws_s3_bucket" "encryption_at_rest_written_by_s3" {
  bucket = "example-of-s3"
}

resource "aws_s3_bucket_policy" "encryption_at_rest_written_by_s3" {
  bucket = aws_s3_bucket.encryption_at_rest_written_by_s3.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "s3:PutObject"
      Principal = { Service = "logging.s3.amazonaws.com" }
      Resource  = "arn:aws:s3:::example-of-s3/*"
    }]
  })
}

resource "aws_s3_bucket_server_side_encryption_configuration" "encryption_at_rest_written_by_s3" {
  bucket = aws_s3_bucket.encryption_at_rest_written_by_s3.id

  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm = "AES256"
    }
  }
}

resource "aws_s3_bucket_logging" "encryption_at_rest" {
  bucket        = "example"
  target_bucket = aws_s3_bucket_policy.encryption_at_rest_written_by_s3.bucket
  target_prefix = "example/"
}

resource "aws_s3_bucket" "encryption_at_rest_new_key" {
  bucket = "example-new-key"
}

resource "aws_s3_bucket_server_side_encryption_configuration" "encryption_at_rest_new_key" {
  bucket = aws_s3_bucket.encryption_at_rest_new_key.bucket

  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm     = "aws:kms"
      kms_master_key_id = aws_kms_key.new.arn
    }
  }
}

# It keeps nothing on a disk.
resource "aws_elasticache_cluster" "encryption_at_rest" {
  cluster_id                 = "example"
  engine                     = "memcached"
  node_type                  = "cache.t4g.micro"
  num_cache_nodes            = 1
  transit_encryption_enabled = true
}
