# An empty value is as good as no tag, and hides the provider's own.
resource "aws_ssm_parameter" "tags" {
  name  = "/example"
  type  = "String"
  value = "value"
  tags  = { Owner = "" }
}

provider "aws" {
  alias                       = "untagged"
  region                      = "ap-northeast-2"
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  skip_requesting_account_id  = true
}

resource "aws_ssm_parameter" "tags_some" {
  provider = aws.untagged
  name     = "/example/untagged"
  type     = "String"
  value    = "value"
  tags     = { Service = "example", Owner = "payments" }
}

resource "aws_ssm_parameter" "tags_hidden" {
  name  = "/example/hidden"
  type  = "String"
  value = "value"
  tags  = { Owner = aws_sns_topic.for_a_name.arn }
}

# The first release of common-tags gives no DataClassification.
module "first_release" {
  source      = "git::https://github.com/connectly/platform.git//infrastructure/modules/common-tags?ref=common-tags/v1.0.0"
  service     = "example"
  owner       = "payments"
  environment = "prod"
  repository  = "connectly/example"
}

resource "aws_ssm_parameter" "tags_of_the_first_release" {
  provider = aws.untagged
  name     = "/example/first-release"
  type     = "String"
  value    = "value"
  tags     = module.first_release.tags
}
