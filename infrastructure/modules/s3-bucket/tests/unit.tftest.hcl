mock_provider "aws" {
  override_during = plan

  mock_resource "aws_s3_bucket" {
    defaults = { id = "dev-connectly-checkout", arn = "arn:aws:s3:::dev-connectly-checkout" }
  }
}

variables {
  name        = "dev-connectly-checkout"
  kms_key_arn = "arn:aws:kms:ap-northeast-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"
}

run "encrypts_with_the_given_key" {
  command = plan

  assert {
    condition = alltrue([for rule in aws_s3_bucket_server_side_encryption_configuration.this.rule : (
      rule.apply_server_side_encryption_by_default[0].sse_algorithm == "aws:kms" && rule.apply_server_side_encryption_by_default[0].kms_master_key_id == var.kms_key_arn && rule.bucket_key_enabled
    )])
    error_message = "Objects must be encrypted with the customer-managed key."
  }
}

run "is_closed_to_the_public" {
  command = plan

  assert {
    condition     = aws_s3_bucket_public_access_block.this.block_public_acls && aws_s3_bucket_public_access_block.this.ignore_public_acls
    error_message = "Public access control lists must be refused and ignored."
  }

  assert {
    condition     = aws_s3_bucket_public_access_block.this.block_public_policy && aws_s3_bucket_public_access_block.this.restrict_public_buckets
    error_message = "Public policies must be refused."
  }

  assert {
    condition     = aws_s3_bucket_ownership_controls.this.rule[0].object_ownership == "BucketOwnerEnforced"
    error_message = "Access control lists must be off."
  }
}

run "denies_everything_without_tls" {
  command = plan

  assert {
    condition = { for statement in jsondecode(aws_s3_bucket_policy.this.policy).Statement : statement.Sid => statement }["PlatformDenyWithoutTls"] == {
      Sid       = "PlatformDenyWithoutTls"
      Effect    = "Deny"
      Principal = "*"
      Action    = "s3:*"
      Resource  = ["arn:aws:s3:::dev-connectly-checkout", "arn:aws:s3:::dev-connectly-checkout/*"]
      Condition = { Bool = { "aws:SecureTransport" = "false" } }
    }
    error_message = "Whoever comes without TLS must be denied everything."
  }

  assert {
    condition = { for statement in jsondecode(aws_s3_bucket_policy.this.policy).Statement : statement.Sid => statement }["PlatformDenyOldTls"] == {
      Sid       = "PlatformDenyOldTls"
      Effect    = "Deny"
      Principal = "*"
      Action    = "s3:*"
      Resource  = ["arn:aws:s3:::dev-connectly-checkout", "arn:aws:s3:::dev-connectly-checkout/*"]
      Condition = { NumericLessThan = { "s3:TlsVersion" = "1.2" } }
    }
    error_message = "TLS below 1.2 must be denied everything."
  }
}

run "denies_objects_under_another_key" {
  command = plan

  assert {
    condition = { for statement in jsondecode(aws_s3_bucket_policy.this.policy).Statement : statement.Sid => statement }["PlatformDenyOtherKeys"] == {
      Sid       = "PlatformDenyOtherKeys"
      Effect    = "Deny"
      Principal = "*"
      Action    = "s3:PutObject"
      Resource  = "arn:aws:s3:::dev-connectly-checkout/*"
      Condition = {
        ArnNotEquals = { "s3:x-amz-server-side-encryption-aws-kms-key-id" = "arn:aws:kms:ap-northeast-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab" }
        Null         = { "s3:x-amz-server-side-encryption-aws-kms-key-id" = "false" }
      }
    }
    error_message = "An upload may not choose another key."
  }

  assert {
    condition = { for statement in jsondecode(aws_s3_bucket_policy.this.policy).Statement : statement.Sid => statement }["PlatformDenyOtherEncryption"] == {
      Sid       = "PlatformDenyOtherEncryption"
      Effect    = "Deny"
      Principal = "*"
      Action    = "s3:PutObject"
      Resource  = "arn:aws:s3:::dev-connectly-checkout/*"
      Condition = {
        StringNotEquals = { "s3:x-amz-server-side-encryption" = "aws:kms" }
        Null            = { "s3:x-amz-server-side-encryption" = "false" }
      }
    }
    error_message = "An upload may not choose encryption without the key."
  }
}

run "survives_a_mistake_by_default" {
  command = plan

  assert {
    condition     = aws_s3_bucket_versioning.this.versioning_configuration[0].status == "Enabled"
    error_message = "Overwritten objects must come back."
  }

  assert {
    condition = one([
      for rule in aws_s3_bucket_lifecycle_configuration.this.rule : rule.noncurrent_version_expiration[0].noncurrent_days if rule.id == "platform-noncurrent-versions"
    ]) == 90
    error_message = "Earlier versions end after 90 days."
  }

  assert {
    condition     = !aws_s3_bucket.this.force_destroy
    error_message = "A bucket with objects must not be deleted."
  }

  assert {
    condition = { for statement in jsondecode(aws_s3_bucket_policy.this.policy).Statement : statement.Sid => statement }["PlatformDenyDeletingTheBucket"] == {
      Sid       = "PlatformDenyDeletingTheBucket"
      Effect    = "Deny"
      Principal = "*"
      Action    = "s3:DeleteBucket"
      Resource  = "arn:aws:s3:::dev-connectly-checkout"
    }
    error_message = "Deleting the bucket must be denied."
  }
}

run "can_be_deleted_only_when_asked" {
  command = plan

  variables {
    deletion_protection = false
    force_destroy       = true
  }

  assert {
    condition     = aws_s3_bucket.this.force_destroy && !strcontains(aws_s3_bucket_policy.this.policy, "s3:DeleteBucket")
    error_message = "Opting out must be possible, or nothing can ever be removed."
  }
}

run "ends_unfinished_uploads" {
  command = plan

  assert {
    condition = one([
      for rule in aws_s3_bucket_lifecycle_configuration.this.rule : rule.abort_incomplete_multipart_upload[0].days_after_initiation if rule.id == "platform-unfinished-uploads"
    ]) == 7
    error_message = "Unfinished uploads cost money that nobody sees."
  }
}

run "writes_access_logs_where_asked" {
  command = plan

  variables {
    access_logs_bucket = "dev-connectly-access-logs"
  }

  assert {
    condition     = aws_s3_bucket_logging.this[0].target_bucket == "dev-connectly-access-logs" && aws_s3_bucket_logging.this[0].target_prefix == "dev-connectly-checkout/"
    error_message = "Access logs go to the platform's bucket under the bucket's own prefix."
  }
}

run "tells_eventbridge" {
  command = plan

  assert {
    condition     = aws_s3_bucket_notification.this.eventbridge
    error_message = "Events go to EventBridge."
  }
}

run "archives_and_ends_objects" {
  command = plan

  variables {
    lifecycle_rules = { reports = { prefix = "reports/", archive_after_days = 90, archive_class = "GLACIER_IR", expire_after_days = 365 } }
  }

  assert {
    condition     = one([for rule in aws_s3_bucket_lifecycle_configuration.this.rule : rule if rule.id == "reports"]).filter[0].prefix == "reports/"
    error_message = "A rule is for the objects under its prefix."
  }

  assert {
    condition     = one(one([for rule in aws_s3_bucket_lifecycle_configuration.this.rule : rule if rule.id == "reports"]).transition).storage_class == "GLACIER_IR"
    error_message = "A rule archives in the class that it names."
  }

  assert {
    condition     = one(one([for rule in aws_s3_bucket_lifecycle_configuration.this.rule : rule if rule.id == "reports"]).expiration).days == 365
    error_message = "A rule ends objects after the days that it names."
  }
}

run "locks_no_object_by_default" {
  command = plan

  assert {
    condition     = !aws_s3_bucket.this.object_lock_enabled && length(aws_s3_bucket_object_lock_configuration.this) == 0
    error_message = "A lock is for those who ask for it."
  }
}

run "locks_objects_when_asked" {
  command = plan

  variables {
    object_lock = { days = 365, mode = "COMPLIANCE" }
  }

  assert {
    condition     = aws_s3_bucket.this.object_lock_enabled && aws_s3_bucket_object_lock_configuration.this[0].rule[0].default_retention[0].days == 365
    error_message = "Objects are locked for the days given."
  }

  assert {
    condition     = aws_s3_bucket_object_lock_configuration.this[0].rule[0].default_retention[0].mode == "COMPLIANCE"
    error_message = "Objects are locked in the mode given."
  }
}

run "joins_further_policies_with_its_own" {
  command = plan

  variables {
    policy_documents = ["{\"Statement\":[{\"Sid\":\"Logs\",\"Effect\":\"Allow\",\"Principal\":{\"Service\":\"logging.s3.amazonaws.com\"},\"Action\":\"s3:PutObject\",\"Resource\":\"arn:aws:s3:::dev-connectly-checkout/*\"}]}"]
  }

  assert {
    condition     = length(jsondecode(aws_s3_bucket_policy.this.policy).Statement) == 6 && strcontains(aws_s3_bucket_policy.this.policy, "logging.s3.amazonaws.com")
    error_message = "Given statements are added, and take nothing away."
  }
}

run "lets_pages_upload_only_when_asked" {
  command = plan

  assert {
    condition     = length(aws_s3_bucket_cors_configuration.this) == 0
    error_message = "No page of another origin by default."
  }
}

run "lets_named_pages_upload" {
  command = plan

  variables {
    cors_origins = ["https://app.connectly.example"]
  }

  assert {
    condition     = one(aws_s3_bucket_cors_configuration.this[0].cors_rule).allowed_origins == toset(["https://app.connectly.example"])
    error_message = "The named origin, and no other."
  }
}

run "gives_a_policy_that_only_reads" {
  command = plan

  assert {
    condition     = flatten([for statement in jsondecode(output.read_policy_json).Statement : statement.Action]) == ["s3:ListBucket", "s3:GetObject", "kms:Decrypt"]
    error_message = "A reader lists, reads and decrypts."
  }

  assert {
    condition     = flatten([for statement in jsondecode(output.read_policy_json).Statement : statement.Resource]) == ["arn:aws:s3:::dev-connectly-checkout", "arn:aws:s3:::dev-connectly-checkout/*", "arn:aws:kms:ap-northeast-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"]
    error_message = "A reader's policy names this bucket and its key only."
  }
}

run "gives_a_policy_that_only_writes" {
  command = plan

  assert {
    condition     = flatten([for statement in jsondecode(output.write_policy_json).Statement : statement.Action]) == ["s3:PutObject", "s3:DeleteObject", "s3:AbortMultipartUpload", "kms:GenerateDataKey", "kms:Decrypt"]
    error_message = "A writer may not read objects, nor remove their earlier versions."
  }

  assert {
    condition     = jsondecode(output.write_policy_json).Statement[1].Condition == { StringLike = { "kms:EncryptionContext:aws:s3:arn" = ["arn:aws:s3:::dev-connectly-checkout", "arn:aws:s3:::dev-connectly-checkout/*"] } }
    error_message = "The key is for this bucket only."
  }
}
