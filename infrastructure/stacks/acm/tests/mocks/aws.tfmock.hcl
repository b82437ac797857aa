# The provider and the modules hold what they get to the form of the real thing.
mock_resource "aws_acm_certificate" {
  defaults = {
    arn = "arn:aws:acm:ap-northeast-2:111122223333:certificate/1234abcd-12ab-34cd-56ef-1234567890ab"

    # As ACM does: each name has its entry, and a wildcard the record of the domain below it.
    domain_validation_options = [
      {
        domain_name           = "dev.connectly.example"
        resource_record_name  = "_one.dev.connectly.example."
        resource_record_type  = "CNAME"
        resource_record_value = "_1.acm-validations.aws."
      },
      {
        domain_name           = "*.dev.connectly.example"
        resource_record_name  = "_one.dev.connectly.example."
        resource_record_type  = "CNAME"
        resource_record_value = "_1.acm-validations.aws."
      },
      {
        domain_name           = "api.dev.connectly.example"
        resource_record_name  = "_two.api.dev.connectly.example."
        resource_record_type  = "CNAME"
        resource_record_value = "_2.acm-validations.aws."
      },
      {
        domain_name           = "*.api.dev.connectly.example"
        resource_record_name  = "_two.api.dev.connectly.example."
        resource_record_type  = "CNAME"
        resource_record_value = "_2.acm-validations.aws."
      },
    ]
  }
}
