provider "aws" {
  alias                       = "region_frankfurt"
  region                      = "eu-central-1"
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  skip_requesting_account_id  = true
}

resource "aws_ssm_parameter" "in_frankfurt" {
  provider = aws.region_frankfurt
  name     = "/example/frankfurt"
  type     = "String"
  value    = "value"

  tags = {
    Service            = "example"
    Owner              = "group:default/platform"
    Environment        = "prod"
    Repository         = "connectly/example"
    DataClassification = "internal"
    ManagedBy          = "terraform"
  }
}

# What is no constant and no variable may be anything.
locals {
  elsewhere = "eu-central-1"
}

variable "part" {
  description = "Half of a region's name."
  type        = string
  default     = "ap-northeast"
}

variable "number" {
  description = "The other half."
  type        = number
  default     = 1
}

variable "elsewhere" {
  description = "A region that nobody watches."
  type        = string
  default     = "eu-west-1"
}

provider "aws" {
  alias                       = "region_by_local"
  region                      = local.elsewhere
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  skip_requesting_account_id  = true
}

provider "aws" {
  alias                       = "region_by_parts"
  region                      = "${var.part}-${var.number}"
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  skip_requesting_account_id  = true
}

provider "aws" {
  alias                       = "region_by_variable"
  region                      = var.elsewhere
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  skip_requesting_account_id  = true
}

resource "aws_dynamodb_table" "region_of_a_copy" {
  name                        = "example-copied"
  billing_mode                = "PAY_PER_REQUEST"
  hash_key                    = "id"
  deletion_protection_enabled = true
  stream_enabled              = true
  stream_view_type            = "NEW_AND_OLD_IMAGES"

  attribute {
    name = "id"
    type = "S"
  }

  replica {
    region_name = "eu-central-1"
    kms_key_arn = "arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"
  }

  server_side_encryption {
    enabled     = true
    kms_key_arn = "arn:aws:kms:ap-northeast-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"
  }

  tags = { BackupTier = "standard" }
}

resource "aws_secretsmanager_secret" "region_of_a_copy" {
  name       = "example-copied"
  kms_key_id = "arn:aws:kms:ap-northeast-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"

  replica {
    region     = "us-west-2"
    kms_key_id = "arn:aws:kms:us-west-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"
  }
}

resource "aws_sns_topic" "in_region_by_local" {
  provider          = aws.region_by_local
  name              = "example-region-by-local"
  kms_master_key_id = "arn:aws:kms:ap-northeast-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"

  tags = {
    Service            = "example"
    Owner              = "group:default/platform"
    Environment        = "prod"
    Repository         = "connectly/example"
    DataClassification = "internal"
    ManagedBy          = "terraform"
  }
}

resource "aws_sns_topic" "in_region_by_parts" {
  provider          = aws.region_by_parts
  name              = "example-region-by-parts"
  kms_master_key_id = "arn:aws:kms:ap-northeast-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"

  tags = {
    Service            = "example"
    Owner              = "group:default/platform"
    Environment        = "prod"
    Repository         = "connectly/example"
    DataClassification = "internal"
    ManagedBy          = "terraform"
  }
}

resource "aws_sns_topic" "in_region_by_variable" {
  provider          = aws.region_by_variable
  name              = "example-region-by-variable"
  kms_master_key_id = "arn:aws:kms:ap-northeast-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"

  tags = {
    Service            = "example"
    Owner              = "group:default/platform"
    Environment        = "prod"
    Repository         = "connectly/example"
    DataClassification = "internal"
    ManagedBy          = "terraform"
  }
}
