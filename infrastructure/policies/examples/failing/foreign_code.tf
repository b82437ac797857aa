# Other rights than those that the server chose.
provider "aws" {
  alias                       = "foreign_code_role"
  region                      = "ap-northeast-2"
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  skip_requesting_account_id  = true

  # Where everything that is asked goes to.
  endpoints {
    sts = "https://sts.example.com"
  }
}

resource "aws_ssm_parameter" "with_another_role" {
  provider = aws.foreign_code_role
  name     = "/example/another"
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

resource "terraform_data" "foreign_code" {
  provisioner "local-exec" {
    command = "env"
  }
}

# Somebody else's state, read once the plan is applied.
data "terraform_remote_state" "foreign_code" {
  backend = "s3"

  config = {
    bucket = "prod-connectly"
    key    = "services/another/terraform.tfstate"
    region = "ap-northeast-2"
  }

  depends_on = [terraform_data.foreign_code]
}

# What a template makes, no plan shows.
resource "aws_cloudformation_stack" "foreign_code" {
  name          = "example"
  template_body = jsonencode({ Resources = { Key = { Type = "AWS::IAM::AccessKey", Properties = { UserName = "example" } } } })
}
