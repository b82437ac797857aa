module "pinned_modules" {
  source      = "git::https://github.com/connectly/platform.git//infrastructure/modules/common-tags?ref=common-tags/v1.1.0"
  service     = "example"
  owner       = "platform"
  environment = "dev"
  repository  = "connectly/example"
}
