provider "aws" {
  region = var.region

  default_tags {
    tags = module.common_tags.tags
  }
}

module "common_tags" {
  source = "../../modules/common-tags"

  service     = "cloudtrail"
  owner       = "group:default/platform"
  environment = var.environment
  repository  = "${var.organisation}/platform"
}
