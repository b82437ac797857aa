variables {
  service     = "checkout"
  owner       = "group:default/payments"
  environment = "dev"
  repository  = "connectly/checkout"
}

run "carries_every_identity_tag" {
  command = plan

  assert {
    condition = output.tags == tomap({
      Service            = "checkout"
      Owner              = "group:default/payments"
      Environment        = "dev"
      Repository         = "connectly/checkout"
      DataClassification = "internal"
      ManagedBy          = "terraform"
    })
    error_message = "The tags must be exactly the six that reports and apply roles rely on."
  }
}

run "keeps_the_callers_extra_tags" {
  command = plan

  variables {
    tags = { Product = "storefront" }
  }

  assert {
    condition     = output.tags["Product"] == "storefront" && output.tags["Service"] == "checkout"
    error_message = "Extra tags must be kept beside the identity tags."
  }
}

# An apply role is limited by the tag Service: a caller who could override it could reach another service's resources.
run "does_not_let_extras_override_identity" {
  command = plan

  variables {
    tags = { Service = "other", ManagedBy = "hand" }
  }

  assert {
    condition     = output.tags["Service"] == "checkout" && output.tags["ManagedBy"] == "terraform"
    error_message = "The platform's own tags must win over the caller's."
  }
}

run "names_the_cost_centre_only_when_given" {
  command = plan

  variables {
    cost_center         = "CC-1042"
    data_classification = "restricted"
  }

  assert {
    condition     = output.tags["CostCenter"] == "CC-1042" && output.tags["DataClassification"] == "restricted"
    error_message = "Cost centre and classification must be tagged."
  }
}
