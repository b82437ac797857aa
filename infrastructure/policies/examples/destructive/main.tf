# Applied as generation 1, then planned as generation 2: a table that must be made anew, and a bucket that goes.
terraform {
  required_version = ">= 1.11, < 2.0"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.100, < 6.0"
    }
  }
}

variable "generation" {
  description = "1 makes everything; 2 is the change that is judged."
  type        = number
}

variable "environment" {
  description = "dev may lose its data."
  type        = string
}

provider "aws" {
  region = "ap-northeast-2"

  default_tags {
    tags = {
      Service            = "example"
      Owner              = "group:default/platform"
      Environment        = var.environment
      Repository         = "connectly/example"
      DataClassification = "internal"
      ManagedBy          = "terraform"
    }
  }
}

resource "aws_dynamodb_table" "destructive_change_replaced" {
  name         = "${var.environment}-generation-${var.generation}"
  billing_mode = "PAY_PER_REQUEST"
  hash_key     = "id"

  attribute {
    name = "id"
    type = "S"
  }

  server_side_encryption {
    enabled = true
  }

  deletion_protection_enabled = false
  tags                        = { BackupTier = "standard" }
}

resource "aws_secretsmanager_secret" "destructive_change_deleted" {
  count      = var.generation == 1 ? 1 : 0
  name       = "${var.environment}-example"
  kms_key_id = "alias/aws/secretsmanager"
}

# No data store: it may come and go.
resource "aws_ssm_parameter" "replaced" {
  name  = "/${var.environment}/generation/${var.generation}"
  type  = "String"
  value = "value"
}
