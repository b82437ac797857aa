provider "aws" {
  region = var.region

  default_tags {
    tags = module.common_tags.tags
  }
}

module "common_tags" {
  source = "../../modules/common-tags"

  service     = "finops"
  owner       = "group:default/platform"
  environment = var.environment
  repository  = "${var.organisation}/platform"
}

# Data Exports are made in this region only, whichever region they report of.
provider "aws" {
  alias  = "billing"
  region = "us-east-1"

  default_tags {
    tags = module.common_tags.tags
  }
}
