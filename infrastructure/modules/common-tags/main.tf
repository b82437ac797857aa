locals {
  # The platform's own tags win over the caller's extras: cost reports, apply roles and clean-up rely on them.
  tags = merge(
    var.tags,
    {
      Service            = var.service
      Owner              = var.owner
      Environment        = var.environment
      Repository         = var.repository
      DataClassification = var.data_classification
      ManagedBy          = "terraform"
    },
    var.cost_center == "" ? {} : { CostCenter = var.cost_center },
  )
}
