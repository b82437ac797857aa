variable "region" {
  description = "Region of copies."
  type        = string
  default     = "ap-northeast-1"
}

provider "aws" {
  alias                       = "copies"
  region                      = var.region
  access_key                  = "test"
  secret_key                  = "test"
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  skip_requesting_account_id  = true
}
