mock_provider "aws" {
  source = "./tests/mocks"
}

mock_provider "aws" {
  alias  = "us_east_1"
  source = "./tests/mocks"
}

override_module {
  target = module.kms
  outputs = {
    values = { logs_key_arn = "arn:aws:kms:ap-northeast-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab" }
  }
}

override_module {
  target = module.network
  outputs = {
    values = { vpc_id = "vpc-0a1b2c3d4e5f60718" }
  }
}

run "plans_with_the_environments_values" {
  command = plan

  assert {
    condition     = aws_route53_zone.public.name == var.domain && aws_route53_zone.private.name == "internal.${var.domain}"
    error_message = "Every environment has both zones of its own domain."
  }

  assert {
    condition     = var.environment == "prod" ? toset(keys(aws_route53_record.elsewhere)) == toset(["dev", "stg"]) : length(aws_route53_record.elsewhere) == 0
    error_message = "Production owns the domain above the others' and delegates to them."
  }
}
