module "pinned_modules_branch" {
  source      = "git::https://github.com/connectly/platform.git//infrastructure/modules/common-tags?ref=main"
  service     = "example"
  owner       = "platform"
  environment = "dev"
  repository  = "connectly/example"
}

module "pinned_modules_nowhere" {
  source      = "git::https://github.com/connectly/platform.git//infrastructure/modules/common-tags"
  service     = "example"
  owner       = "platform"
  environment = "dev"
  repository  = "connectly/example"
}

module "pinned_modules_elsewhere" {
  source      = "git::https://github.com/elsewhere/platform.git//infrastructure/modules/common-tags?ref=common-tags/v1.1.0"
  service     = "example"
  owner       = "platform"
  environment = "dev"
  repository  = "connectly/example"
}

# The same words at another host are somebody else's.
module "pinned_modules_another_host" {
  source      = "git::https://forge.example.com/connectly/platform.git//infrastructure/modules/common-tags?ref=common-tags/v1.1.0"
  service     = "example"
  owner       = "platform"
  environment = "dev"
  repository  = "connectly/example"
}
