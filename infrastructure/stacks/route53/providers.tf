provider "aws" {
  region = var.region

  default_tags {
    tags = module.common_tags.tags
  }
}

module "common_tags" {
  source = "../../modules/common-tags"

  service     = "route53"
  owner       = "group:default/platform"
  environment = var.environment
  repository  = "${var.organisation}/platform"
}

# Route 53 writes the query logs of public zones to log groups of this region only.
provider "aws" {
  alias  = "us_east_1"
  region = "us-east-1"

  default_tags {
    tags = module.common_tags.tags
  }
}
