terraform {
  required_version = ">= 1.11, < 2.0"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.100, < 6.0"
    }
  }

  # On the machine, beside the emulator: both are thrown away together. script/infra seed names the path.
  backend "local" {}
}

provider "aws" {
  region = var.region

  default_tags {
    tags = module.common_tags.tags
  }
}

module "common_tags" {
  source = "../../modules/common-tags"

  service     = "seed"
  owner       = "group:default/platform"
  environment = "dev"
  repository  = "${var.organisation}/platform"
}
