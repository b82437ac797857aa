provider "aws" {
  region = var.region

  default_tags {
    tags = module.common_tags.tags
  }
}

module "common_tags" {
  source = "../../modules/common-tags"

  service     = "backup"
  owner       = "group:default/platform"
  environment = var.environment
  repository  = "${var.organisation}/platform"
}

# Where copies of the backups are: another region than everything else.
provider "aws" {
  alias  = "copies"
  region = var.copy_region

  default_tags {
    tags = module.common_tags.tags
  }
}
