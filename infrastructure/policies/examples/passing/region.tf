variable "region" {
  description = "Region of copies."
  type        = string
  default     = "ap-northeast-1"
}

provider "aws" {
  alias                       = "copies"
  region                      = var.region
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  skip_requesting_account_id  = true
}

resource "aws_secretsmanager_secret" "region_of_a_copy" {
  name       = "example-copied"
  kms_key_id = "arn:aws:kms:ap-northeast-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"

  replica {
    region     = "ap-northeast-1"
    kms_key_id = "arn:aws:kms:ap-northeast-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"
  }
}
