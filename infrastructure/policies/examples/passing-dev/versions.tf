terraform {
  required_version = ">= 1.11, < 2.0"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.100, < 6.0"
    }
  }
}

# Planned without an account: nothing is asked, so nothing has to be there.
provider "aws" {
  region                      = "ap-northeast-2"
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  skip_requesting_account_id  = true

  default_tags {
    tags = {
      Service            = "example"
      Owner              = "group:default/platform"
      Environment        = "dev"
      Repository         = "connectly/example"
      DataClassification = "internal"
      ManagedBy          = "terraform"
    }
  }
}
