provider "aws" {
  alias                       = "region_frankfurt"
  region                      = "eu-central-1"
  access_key                  = "test"
  secret_key                  = "test"
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  skip_requesting_account_id  = true
}

resource "aws_ssm_parameter" "in_frankfurt" {
  provider = aws.region_frankfurt
  name     = "/example/frankfurt"
  type     = "String"
  value    = "value"

  tags = {
    Service            = "example"
    Owner              = "group:default/platform"
    Environment        = "prod"
    Repository         = "connectly/example"
    DataClassification = "internal"
    ManagedBy          = "terraform"
  }
}
